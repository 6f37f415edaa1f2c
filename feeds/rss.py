"""RSS 2.0, following the RSS Advisory Board's profile."""

from datetime import UTC
from email.utils import format_datetime
from xml.sax.saxutils import escape

from feeds.xml import XmlDocument, add_media

NAME = "RSS"
MEDIA_TYPE = "application/rss+xml"
NAMESPACES = {
    "xmlns:atom": "http://www.w3.org/2005/Atom",
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:fh": "http://purl.org/syndication/history/1.0",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


def write(feed):
    """Return the feed as bytes."""
    document = XmlDocument(feed.stylesheet)
    with document.inside("rss", {"version": "2.0", **NAMESPACES}), document.inside("channel"):
        document.add_plain("title", feed.title)
        document.add_plain("link", feed.page_url)
        # Readers show a description as HTML, so plain text becomes HTML first.
        document.add("description", escape(feed.description))
        document.add_plain("language", feed.language)
        if feed.items:
            document.add("lastBuildDate", _written(feed.updated))
        self_link = {"rel": "self", "type": MEDIA_TYPE, "href": feed.url}
        document.add("atom:link", attributes=self_link)
        if feed.hub:
            document.add("atom:link", attributes={"rel": "hub", "href": feed.hub})
        for relation, url in feed.links:
            document.add("atom:link", attributes={"rel": relation, "type": MEDIA_TYPE, "href": url})
        if feed.current:
            document.add("fh:archive")
        for item in feed.items:
            with document.inside("item"):
                _add_item(document, item)
    return document.content()


def _add_item(document, item):
    document.add_plain("title", item.title)
    document.add_plain("link", item.url)
    document.add("guid", item.id, {"isPermaLink": "false"})
    document.add("pubDate", _written(item.published))
    if item.author:
        document.add_plain("dc:creator", item.author.name)
    for tag in item.tags:
        document.add_plain("category", tag.label)
    # The summary before the full text: some readers take the one that comes last.
    document.add("description", escape(item.summary))
    document.add("content:encoded", item.content)
    if item.picture:
        file = item.picture
        enclosure = {"url": file.url, "length": file.size, "type": file.type}
        document.add("enclosure", attributes=enclosure)
    for picture in item.all_pictures:
        add_media(document, picture)


def _written(instant):
    return format_datetime(instant.astimezone(UTC).replace(microsecond=0))
