"""Things due at an instant: done once, by whichever process meets them first.

Each is done inside one transaction together with its own end, so it is done whole or not at all. So
it must be short and stay in the database: what talks to another machine puts a task into the queue.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from delivery import clock
from delivery.models import Due

logger = logging.getLogger(__name__)


class Doer(NamedTuple):
    """What does a thing, and what it is called in the admin (lazy)."""

    function: Callable[..., datetime | None]
    label: str


_doers: dict[str, Doer] = {}
# How long after a failed try the next one follows; the last is repeated.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]
# At one go; the rest follows a quarter of a second later.
MOST = 50


def doer(name, label):
    """Register the decorated function as what does ``name``; it gets the arguments planned.

    It returns None, or the instant at which it wants to be done again. ``label`` is for people.
    """

    def register(function):
        _doers[name] = Doer(function, label)
        return function

    return register


def label(name):
    """Return what a thing to do is called; an unknown one by its name."""
    return _doers[name].label if name in _doers else name


def _function(name):
    if name not in _doers:
        msg = f"Nothing here knows how to do “{name}”: an older or newer version planned it."
        raise LookupError(msg)
    return _doers[name].function


def plan(name, at, **arguments):
    """Let ``name`` be done at an instant; what is planned already keeps its own."""
    row, _made = Due.objects.get_or_create(name=name, arguments=arguments, defaults={"at": at})
    return row


def run(now):
    """Do what is due at ``now``; return how many of them this process did."""
    with clock.following(lambda: now):
        return sum(_do(row) for row in Due.objects.filter(at__lte=now)[:MOST])


def _do(row):
    mine = Due.objects.filter(pk=row.pk, at=row.at)
    try:
        with transaction.atomic():
            # The claim: whoever comes second waits here, and then finds it done.
            if not mine.update(error=""):
                return False
            again = _function(row.name)(**row.arguments)
            if again is None:
                mine.delete()
            else:
                mine.update(at=again, tries=0)
            return True
    except Exception as problem:
        # Whatever it is: it is tried again, and staff see it.
        logger.exception("%s failed.", row.name)
        pause = PAUSES[min(row.tries, len(PAUSES) - 1)]
        words = f"{type(problem).__name__}: {problem}"
        mine.update(at=timezone.now() + pause, tries=row.tries + 1, error=words[:2000])
        return False
