"""Instants at which something appears or ends by itself.

This room knows no model that has such times; ``publishing`` hands over a callable in
``AppConfig.ready()``. Midnight is an instant like any other: phases of projects and the year in the
footer change then.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.utils import timezone

Upcoming = Callable[[datetime], datetime | None]
_sources: dict[str, Upcoming] = {}


def register(name, upcoming):
    """Take a callable that returns the first instant after the one it is given, or None."""
    _sources[name] = upcoming


def upcoming(now):
    """Return the first instant after ``now`` at which a page may change by itself; never None."""
    found = (source(now) for source in _sources.values())
    return min(filter(None, (midnight(now), *found)))


def midnight(now):
    """Return the next midnight where the site is."""
    tomorrow = timezone.localdate(now) + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, time.min))
