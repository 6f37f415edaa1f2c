"""Recording that something public changed, and reading the current version.

A page is kept under the token that was read before its first query. A new token is written inside
the transaction of the change, so both become visible in the same instant. A sequence, a timestamp
or ``max(id)`` would not do: numbers and commits come in different orders.
"""

import secrets
import threading
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from delivery import due, instants
from delivery.models import SiteVersion

# One plain string: building it with the ORM would cost ten times as much as running it.
READ = (
    "SELECT token, changed_at, upcoming, passed_at, (SELECT MIN(at) FROM delivery_due)"
    " FROM delivery_siteversion WHERE id = 1"
)


class Version(NamedTuple):
    """The site version as it was read, and the reader's ``now``: not before any passed instant."""

    token: str
    changed_at: datetime
    upcoming: datetime
    now: datetime


def current():
    """Return the current ``Version``: one query, unless something is due or an instant has come.

    Whoever finds one handles it first, so nobody sees the old token with the new content.
    """
    found = _read()
    if found.due is not None and found.due <= found.now:
        due.run(found.now)
        found = _read()
    while found.upcoming <= found.now:
        _pass(found)
        found = _read()
    return Version(found.token, found.changed_at, found.upcoming, found.now)


def begin(**kwargs):
    """Create the row of a new site after migrate, so that no visitor has to. Safe to run again."""
    _make_row()
    current()


def _make_row():
    return SiteVersion.objects.get_or_create(pk=1, defaults={"token": _new_token()})[0]


class _Row(NamedTuple):
    token: str
    changed_at: datetime
    upcoming: datetime
    due: datetime | None
    now: datetime


def _read():
    with connection.cursor() as cursor:
        cursor.execute(READ)
        row = cursor.fetchone()
    if row is None:
        _make_row()
        return _read()
    token, *times = row
    changed_at, upcoming, passed_at, first_due = map(_aware, times)
    # The clock is read after the row, and another machine's may be ahead: its instants have passed
    # here too.
    return _Row(token, changed_at, upcoming, first_due, max(timezone.now(), passed_at))


def _aware(instant):
    # SQLite stores instants as text, in UTC without a time zone.
    if isinstance(instant, str):
        instant = datetime.fromisoformat(instant)
    return instant if instant is None or instant.tzinfo else instant.replace(tzinfo=UTC)


def _pass(found):
    """Pass the instant that has come. Only one process does; the others wait for it."""
    row = SiteVersion.objects.filter(pk=1, token=found.token, upcoming=found.upcoming)
    with transaction.atomic():
        if row.update(token=(token := _new_token())):
            # In a second statement, under the lock: it sees what was committed before.
            SiteVersion.objects.filter(token=token).update(
                changed_at=_step(found.changed_at, found.now),
                upcoming=instants.upcoming(found.now),
                passed_at=found.now,
            )


def raise_version(*, instants_moved=True):
    """Give the site a new version; call this in the transaction that changes what the public sees.

    With ``instants_moved`` the next instant is recomputed. The row is locked first, then
    computed from: of two writers the second sees what the first one wrote. (Computed inside one
    UPDATE, the later commit would lose the earlier instant.) An instant that has come is passed
    here too: a reader waiting to pass it would otherwise lose to one writer after another.
    """
    with transaction.atomic(savepoint=False):
        row = SiteVersion.objects.select_for_update().filter(pk=1).first() or _make_row()
        now = max(timezone.now(), row.passed_at)
        if row.token != getattr(_open, "token", ""):
            row.changed_at = _step(row.changed_at, now)
        if has_come := row.upcoming <= now:
            row.passed_at = now
        if instants_moved or has_come:
            row.upcoming = instants.upcoming(now)
        row.token = _open.token = _new_token()
        row.save()
        transaction.on_commit(forget_transaction)
        transaction.on_commit(changed_here.set)


# Set when a transaction of this process has changed the site version.
changed_here = threading.Event()

# What this thread's open transaction wrote: ``token`` the last one, ``wrote`` whether anything.
_open = threading.local()


def forget_transaction():
    """Forget what the open transaction wrote: it is committed, or (in tests) rolled back."""
    _open.token, _open.wrote = "", False


def note_write():
    """Remember, until the transaction is committed, that it has written something."""
    _open.wrote = True
    transaction.on_commit(forget_transaction)


def has_written():
    """Return whether this thread is inside a transaction that has written something of ours."""
    return connection.in_atomic_block and getattr(_open, "wrote", False)


def _step(before, now):
    """Return ``now``, or one second after the previous change.

    HTTP dates have whole seconds, and two different states of a page must never carry the same
    ``Last-Modified``.
    """
    return max(now, before.replace(microsecond=0) + timedelta(seconds=1))


def _new_token():
    return secrets.token_hex(16)
