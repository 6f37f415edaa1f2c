"""JSON Feed 1.1."""

import json
from datetime import UTC

NAME = "JSON"
MEDIA_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/1.1"


def write(feed):
    """Return the feed as bytes."""
    document = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page_url,
        "feed_url": feed.url,
        "description": feed.description,
        "language": feed.language,
        "authors": [_author(feed.author)],
    }
    if feed.hub:
        document["hubs"] = [{"type": "WebSub", "url": feed.hub}]
    if feed.older:
        document["next_url"] = feed.older
    document["items"] = [_item(item, feed.language) for item in feed.items]
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _item(item, language):
    values = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.content,
        "language": language,
        "date_published": item.published.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    if item.author:
        values["authors"] = [_author(item.author)]
    if item.tags:
        values["tags"] = [tag.label for tag in item.tags]
    if item.picture:
        values |= _picture(item.picture)
    return values


def _picture(picture):
    attachment = {"url": picture.url, "mime_type": picture.type, "size_in_bytes": picture.size}
    if picture.alt:
        # The only place in the format for an alternative text.
        attachment["title"] = picture.alt
    return {"image": picture.url, "banner_image": picture.url, "attachments": [attachment]}


def _author(author):
    return {"name": author.name, "url": author.url} if author.url else {"name": author.name}
