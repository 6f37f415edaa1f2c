"""When something appears or ends by itself, because its time has come.

This room knows no model that has such times; ``publishing`` hands over two callables in
``AppConfig.ready()``.
"""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

Moment = Callable[[datetime], datetime | None]
_sources: dict[str, Moment] = {}


def register(*, latest: Moment, upcoming: Moment):
    """Take the callables: the latest instant up to ``now``, and the first one after it."""
    _sources.update(latest=latest, upcoming=upcoming)


def latest(now=None):
    """Return the last instant at which something appeared or ended by itself, or None."""
    source = _sources.get("latest")
    return source(now or timezone.now()) if source else None


def upcoming(now=None):
    """Return the next instant at which something will appear or end by itself, or None."""
    source = _sources.get("upcoming")
    return source(now or timezone.now()) if source else None
