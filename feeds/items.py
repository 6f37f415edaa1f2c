"""The content of a feed, whatever its format."""

import re
from dataclasses import dataclass, fields
from datetime import datetime

from delivery.models import EPOCH

# Characters that XML 1.0 (section 2.2) cannot contain, not even escaped.
NOT_IN_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text):
    """Return text that every format can contain: no control characters, one kind of line ending."""
    return NOT_IN_XML.sub("", re.sub(r"\r\n?", "\n", str(text)))


class _Texts:
    """Cleans every text of a dataclass when it is made."""

    def __post_init__(self):
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str):
                setattr(self, field.name, clean(value))


@dataclass(kw_only=True)
class Author(_Texts):
    """Who wrote; ``url`` may be empty."""

    name: str
    url: str = ""


@dataclass(kw_only=True)
class Tag(_Texts):
    """A topic: its permanent word for machines, its label for people."""

    term: str
    label: str


@dataclass(kw_only=True)
class Thumbnail(_Texts):
    """A smaller copy of a picture: absolute ``url``, pixels."""

    url: str
    width: int
    height: int


@dataclass(kw_only=True)
class Picture(_Texts):
    """A picture of an item: absolute ``url``, media type, bytes, pixels, alternative text, credit."""

    url: str
    type: str
    size: int
    width: int
    height: int
    alt: str = ""
    credit: str = ""
    thumbnail: Thumbnail | None = None


@dataclass(kw_only=True)
class Item(_Texts):
    """One thing in a feed.

    ``id`` never changes and is the same in every feed and format. ``title`` and ``summary`` are
    plain text, ``content`` is HTML with absolute addresses. ``published`` is the instant of its place
    in the order, not the date that people are shown: that may be no more than a year. ``picture``
    represents the item, ``pictures`` are those inside its text.
    """

    id: str
    url: str
    title: str
    summary: str
    content: str
    published: datetime
    author: Author | None = None
    tags: tuple[Tag, ...] = ()
    picture: Picture | None = None
    pictures: tuple[Picture, ...] = ()

    @property
    def all_pictures(self):
        """Return each of its pictures once, the one that represents it first."""
        by_url = {}
        for picture in filter(None, (self.picture, *self.pictures)):
            by_url.setdefault(picture.url, picture)
        return list(by_url.values())


@dataclass(kw_only=True)
class Feed(_Texts):
    """A feed: ``page_url`` is what people read, ``url`` the feed itself, both absolute.

    ``alternates`` are ``(language, url)`` of the same feed in the other languages. ``older`` and
    ``newer`` are the archives next to this document (RFC 5005, section 4); ``current`` is the feed that
    readers subscribe to, and set in an archive only. ``stylesheet`` is for browsers, ``hub`` the
    service that notifies readers (WebSub); an archive has none, because it does not change.
    """

    id: str
    url: str
    page_url: str
    title: str
    description: str
    language: str
    author: Author
    items: tuple[Item, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()
    older: str = ""
    newer: str = ""
    current: str = ""
    stylesheet: str = ""
    hub: str = ""

    @property
    def links(self):
        """Return ``(relation, url)`` of the other documents of this feed that exist."""
        links = {"prev-archive": self.older, "next-archive": self.newer, "current": self.current}
        return [(relation, url) for relation, url in links.items() if url]

    @property
    def updated(self):
        """The newest instant of its items. No clock: the same content gives the same bytes."""
        return max((item.published for item in self.items), default=EPOCH)
