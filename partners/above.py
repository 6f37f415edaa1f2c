"""What the rooms above know of an organisation. This room cannot ask them; the roof hands it down."""

from collections.abc import Callable

from django.db.models import Q

_conditions: dict[str, Callable] = {}


def register(*, has_project: Callable, has_post: Callable):
    """Register the callables of two conditions on an organisation (its key: ``OuterRef("pk")``).

    It takes part in a public project; a public post is about it.
    """
    _conditions.update(has_project=has_project, has_post=has_post)


def knows(name):
    """Return a condition by its name; nothing fulfils it where nobody registered it."""
    return _conditions[name]() if name in _conditions else Q(pk__in=[])
