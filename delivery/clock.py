"""The current time of a request: read once, the same for everything that it shows."""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_source: ContextVar[Callable[[], datetime] | None] = ContextVar("delivery.clock", default=None)


def now():
    """Return the request's ``now``; the clock's where nobody set one (commands, tasks, tests)."""
    source = _source.get()
    return source() if source else timezone.now()


def today():
    """Return the day of ``now`` where the site is, as a ``date``."""
    return timezone.localdate(now())


@contextmanager
def following(source):
    """Let ``now()`` return what the callable ``source`` returns, in this block."""
    reset = _source.set(source)
    try:
        yield
    finally:
        _source.reset(reset)
