"""The share image of a page: its text and its address.

``publishing.webpage.share_image`` draws it; this module is small, so that models may use it.
"""

from collections.abc import Callable
from dataclasses import astuple, dataclass
from hashlib import sha256
from uuid import UUID, uuid5

from django.urls import reverse

from addresses.paths import absolute

# Lists have no row and so no uid: theirs are derived from this, and never change.
NAMESPACE = UUID("0d4d4a9e-3c0f-5d3e-8a56-6a6d0b3f51c2")
# Raise this when the drawing changes: it is part of every address.
DRAWING = "2"


@dataclass(frozen=True)
class ShareImage:
    """What a share image shows: plain text, its language, the key of its palette, a badge with its words.

    Without a title it is the site's own, which the home page and all lists share.
    """

    uid: UUID
    language: str
    title: str = ""
    section: str = ""
    palette_key: str = ""
    badge: str = ""
    badge_words: str = ""

    @property
    def digest(self):
        """A digest that changes with the image."""
        return sha256(repr((DRAWING, *astuple(self))).encode()).hexdigest()[:12]

    @property
    def address(self):
        """The absolute address of the image; it changes with what is drawn."""
        return absolute(f"{reverse('share', args=[self.uid])}?{self.digest}")


def of_site(language):
    """Return the ``ShareImage`` of the home page and the lists of a language."""
    return ShareImage(uid=uuid5(NAMESPACE, language), language=language)


Finder = Callable[[UUID], ShareImage | None]
_finders: list[Finder] = []


def register(finder):
    """Register a callable that finds the image of a public thing by uid; each room has its own."""
    _finders.append(finder)


def register_rows(rows):
    """Register a callable that returns the public rows of a model that has ``uid`` and ``shared()``."""

    def finder(uid):
        row = rows().filter(uid=uid).first()
        return row and row.share_image()

    register(finder)


def find(uid):
    """Return the ``ShareImage`` of what is public under this uid, or None."""
    return next(filter(None, (finder(uid) for finder in _finders)), None)
