"""Addresses of feeds: ``feed.rss``, ``feed.atom`` and ``feed.json`` of a page, and of their archives."""

from django.urls import path, register_converter
from django.urls.converters import IntConverter, StringConverter


class FormatConverter(StringConverter):
    """One of the three formats, as it ends an address."""

    regex = "rss|atom|json"


class YearConverter(IntConverter):
    """A year of four digits: one outside the database's calendar is not found."""

    regex = "[12][0-9]{3}"


class PartConverter(IntConverter):
    """The number of a part, from 1."""

    regex = "[1-9][0-9]{0,4}"


register_converter(FormatConverter, "feed_format")
register_converter(PartConverter, "feed_part")
register_converter(YearConverter, "feed_year")


def feed_paths(prefix, view, name, kwargs):
    """Return the routes of a feed whose page has the address ``prefix`` (``""`` or ``"blog/"``).

    The feed is called ``name``, for example ``news_feed``; its archives are ``news_feed_year``, and
    ``news_feed_part`` where a year has several. ``kwargs`` are arguments of the view that are not
    in the address.
    """
    endings = {
        name: "feed.<feed_format:format>",
        f"{name}_year": "feed-<feed_year:year>.<feed_format:format>",
        f"{name}_part": "feed-<feed_year:year>-<feed_part:part>.<feed_format:format>",
    }
    return [
        path(f"{prefix}{ending}", view.as_view(), kwargs, name=route)
        for route, ending in endings.items()
    ]
