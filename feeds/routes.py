"""Addresses of feeds: ``feed.rss``, ``feed.atom`` and ``feed.json`` of a page, and of their archives."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter, StringConverter


class FormatConverter(StringConverter):
    """One of the three formats, as it ends an address."""

    regex = "rss|atom|json"


class YearConverter(IntConverter):
    """A year of four digits: what no calendar of the database holds is no address."""

    regex = "[12][0-9]{3}"


register_converter(FormatConverter, "feed_format")
register_converter(YearConverter, "feed_year")


def feed_paths(prefix, view, name, kwargs):
    """Return the routes of a feed whose page has the address ``prefix`` (``""`` or ``"blog/"``).

    The feed is called ``name``, for example ``news_feed``; its archives, a year each, are
    ``news_feed_year``. ``kwargs`` are arguments of the view that the address does not say.
    """
    return [
        path(f"{prefix}feed.<feed_format:format>", view.as_view(), kwargs, name=name),
        path(
            f"{prefix}feed-<feed_year:year>.<feed_format:format>",
            view.as_view(),
            kwargs,
            name=f"{name}_year",
        ),
    ]
