"""Who may read a document. This room does not know what is published; ``publishing`` says."""

from collections.abc import Callable

_sources: list[Callable] = []


def register(used_in_public: Callable):
    """Take the callable that says whether something published uses a picture or a document."""
    _sources[:] = [used_in_public]


def is_public(file):
    """Say whether something that the public sees now uses a picture or a document."""
    return any(used(file) for used in _sources)


def may_read(document, user):
    """Say whether a person, or anybody at all, may read a document now."""
    return is_public(document) or (user.is_active and user.has_perm("library.view_document"))
