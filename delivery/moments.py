"""When something appears or ends by itself, because its time has come.

This room knows no model that has such times; ``publishing`` hands over two callables in
``AppConfig.ready()``.
"""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet, Subquery

Moments = Callable[[datetime], QuerySet]
_sources: dict[str, Moments] = {}


def register(*, latest: Moments, upcoming: Moments):
    """Take the callables: both give a queryset of one column of instants, the wanted one first."""
    _sources.update(latest=latest, upcoming=upcoming)


def columns(now):
    """Return what a query adds to learn the moments around ``now``: ``latest`` and ``upcoming``."""
    return {name: Subquery(source(now)[:1]) for name, source in _sources.items()}
