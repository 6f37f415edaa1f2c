"""Tasks due at an instant: done once, by whichever process finds them first.

Each is done in the same transaction that deletes its row, so it is done completely or not at all.
Therefore it must be short and stay within the database: what talks to another machine is queued.
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
    """The function that does a task, and the name of the task in the admin (lazy)."""

    function: Callable[..., datetime | None]
    label: str


_doers: dict[str, Doer] = {}
# The delays before a failed task is retried; the last one is repeated.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]
# How many in one go; the rest follow a quarter of a second later.
MOST = 50


def doer(name, label):
    """Register the decorated function for the task ``name``; it gets the planned arguments.

    It returns None, or the instant at which to run again. ``label`` is for people.
    """

    def register(function):
        _doers[name] = Doer(function, label)
        return function

    return register


def label(name):
    """Return the label of a task; for an unknown one its name."""
    return _doers[name].label if name in _doers else name


def _function(name):
    if name not in _doers:
        msg = f"Nothing here knows how to do “{name}”: an older or newer version planned it."
        raise LookupError(msg)
    return _doers[name].function


def plan(name, at, **arguments):
    """Schedule ``name`` for an instant; what is already scheduled keeps its own."""
    row, _made = Due.objects.get_or_create(name=name, arguments=arguments, defaults={"at": at})
    return row


def run(now):
    """Run what is due at ``now``; return how many tasks this process ran."""
    with clock.following(lambda: now):
        return sum(_do(row) for row in Due.objects.filter(at__lte=now)[:MOST])


def _do(row):
    mine = Due.objects.filter(pk=row.pk, at=row.at)
    try:
        with transaction.atomic():
            # The claim: a second process waits here, and then finds it done.
            if not mine.update(error=""):
                return False
            again = _function(row.name)(**row.arguments)
            if again is None:
                mine.delete()
            else:
                mine.update(at=again, tries=0)
            return True
    except Exception as problem:
        # Whatever it is: the task is retried, and staff see the error.
        logger.exception("%s failed.", row.name)
        pause = PAUSES[min(row.tries, len(PAUSES) - 1)]
        words = f"{type(problem).__name__}: {problem}"
        mine.update(at=timezone.now() + pause, tries=row.tries + 1, error=words[:2000])
        return False
