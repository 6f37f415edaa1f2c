"""Telling that something public changed, and asking when that last was.

A page is kept under the number that was read before its first query. The number is raised inside
the transaction of the change, so both become visible in the same instant. A sequence,
a timestamp or ``max(id)`` would not do: numbers and commits come in different orders.
"""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from delivery import moments
from delivery.models import SiteVersion

# What a site that never published anything answers with.
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class Version(NamedTuple):
    """The site version: its number, and the instant of the last change.

    ``latest`` is the last instant at which something appeared or ended by itself, ``upcoming`` the
    next one, as seen from the instant of reading.
    """

    number: int
    changed_at: datetime
    latest: datetime | None = None
    upcoming: datetime | None = None


def changed():
    """Raise the site version; call it in the transaction that changes what the public can see.

    ``changed_at`` becomes the present, or a second after the change before where two transactions
    fall into one second: HTTP dates have whole seconds, and two different states of a page must
    never carry the same ``Last-Modified``. The lock of the row keeps concurrent writers apart (on
    SQLite the lock that every writing transaction takes when it begins).
    """
    with transaction.atomic():
        row = SiteVersion.objects.select_for_update().filter(pk=1).first() or SiteVersion(pk=1)
        row.number += 1
        if not _stepped():
            step = row.changed_at.replace(microsecond=0) + timedelta(seconds=1)
            row.changed_at = max(timezone.now(), step) if row.number > 1 else timezone.now()
            transaction.on_commit(_step)
        row.save()


def _step():
    """Stand in the list of things to do on commit, as the mark that this transaction stepped on."""


def _stepped():
    # A rollback, also one to a savepoint, takes the mark out of the list together with the step.
    return any(entry[1] is _step for entry in transaction.get_connection().run_on_commit)


def current():
    """Return the present ``Version`` (one query)."""
    rows = SiteVersion.objects.filter(pk=1).annotate(**moments.columns(timezone.now()))
    row = rows.values("number", "changed_at", "latest", "upcoming").first()
    return Version(**row) if row else Version(0, EPOCH)
