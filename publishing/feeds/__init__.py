"""Feeds: one model of what is told, written as RSS 2.0, Atom and JSON Feed 1.1."""

from publishing.feeds.items import Author, Feed, Item, Picture, Tag, Thumbnail
from publishing.feeds.routes import feed_paths
from publishing.feeds.view import FORMATS, FeedView

__all__ = [
    "FORMATS",
    "Author",
    "Feed",
    "FeedView",
    "Item",
    "Picture",
    "Tag",
    "Thumbnail",
    "feed_paths",
]
