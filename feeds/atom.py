"""Atom (RFC 4287)."""

from datetime import UTC

from feeds.xml import XmlDocument, add_media

NAME = "Atom"
MEDIA_TYPE = "application/atom+xml"
NAMESPACES = {
    "xmlns": "http://www.w3.org/2005/Atom",
    "xmlns:fh": "http://purl.org/syndication/history/1.0",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}


def write(feed):
    """Return the feed as bytes."""
    document = XmlDocument(feed.stylesheet)
    with document.inside("feed", {**NAMESPACES, "xml:lang": feed.language}):
        document.add("id", feed.id)
        document.add("title", feed.title)
        document.add("subtitle", feed.description)
        document.add("updated", _written(feed.updated))
        _add_author(document, feed.author)
        _add_link(document, rel="self", type=MEDIA_TYPE, href=feed.url)
        if feed.hub:
            _add_link(document, rel="hub", href=feed.hub)
        _add_alternates(document, feed)
        for relation, url in feed.links:
            _add_link(document, rel=relation, type=MEDIA_TYPE, href=url)
        if feed.current:
            document.add("fh:archive")
        for item in feed.items:
            with document.inside("entry"):
                _add_entry(document, item, feed.language)
    return document.content()


def _add_alternates(document, feed):
    """Write the link to the page, and the same feed in other languages.

    The page comes first and last, once without its language (two equal links are not allowed):
    NetNewsWire takes the first of several alternates as the site's address, newsboat the last.
    """
    _add_link(document, rel="alternate", type="text/html", href=feed.page_url)
    for language, url in feed.alternates:
        _add_link(document, rel="alternate", type=MEDIA_TYPE, hreflang=language, href=url)
    if feed.alternates:
        page = {"type": "text/html", "hreflang": feed.language, "href": feed.page_url}
        _add_link(document, rel="alternate", **page)


def _add_entry(document, item, language):
    document.add("id", item.id)
    document.add("title", item.title)
    page = {"type": "text/html", "hreflang": language, "href": item.url}
    _add_link(document, rel="alternate", **page)
    # The same: an internal note does not change an entry for its readers.
    for name in ("published", "updated"):
        document.add(name, _written(item.published))
    if item.author:
        _add_author(document, item.author)
    for tag in item.tags:
        document.add("category", attributes={"term": tag.term, "label": tag.label})
    document.add("summary", item.summary)
    document.add("content", item.content, {"type": "html"})
    if item.picture:
        file = {"length": item.picture.size, "href": item.picture.url}
        _add_link(document, rel="enclosure", type=item.picture.type, **file)
    for picture in item.all_pictures:
        add_media(document, picture)


def _add_author(document, author):
    with document.inside("author"):
        document.add("name", author.name)
        if author.url:
            document.add("uri", author.url)


def _add_link(document, **attributes):
    document.add("link", attributes=attributes)


def _written(instant):
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
