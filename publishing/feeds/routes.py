"""Addresses of feeds: ``feed.rss``, ``feed.atom`` and ``feed.json`` of a page."""

from django.urls import path, register_converter


class FormatConverter:
    """One of the three formats, as it ends an address."""

    regex = "rss|atom|json"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(FormatConverter, "feed_format")


def feed_path(place, view, language):
    """Return the route of a feed whose page stands at ``place`` (``""`` or ``"blog/"``).

    It is named as the view says, for example ``news_feed``.
    """
    return path(
        f"{place}feed.<feed_format:format>", view.as_view(), {"language": language}, name=view.name
    )
