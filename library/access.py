"""Who may read a document. This room does not know what is published; ``publishing`` does."""

from collections.abc import Callable

_sources: list[Callable] = []


def register(used_in_public: Callable):
    """Register the callable that decides whether something published uses a picture or document."""
    _sources[:] = [used_in_public]


def is_public(file):
    """Return whether something that is public now uses a picture or a document."""
    return any(used(file) for used in _sources)


def may_read(document, user):
    """Return whether a person, or an anonymous visitor, may read a document now."""
    return is_public(document) or (user.is_active and user.has_perm("library.view_document"))
