"""What has stopped in the background: for the monitor of the operator, and for Administrators."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from delivery import heartbeat
from delivery.models import Due

# No task of ours takes this long: its worker was killed.
TOO_LONG = timedelta(minutes=10)
# Scheduled tasks are done within a second.
LATE = timedelta(minutes=1)

# The problems that a person can do something about in the admin.
RUN_AGAIN = {"failed_tasks", "interrupted_tasks", "failed_scheduled_tasks"}

FAILED = Q(status=TaskResultStatus.FAILED)
RETRIED = Q(tries__gt=0)


@dataclass(frozen=True)
class Problem:
    """``what`` is wrong, how many rows say so, and since when, where that is known."""

    what: str
    count: int = 1
    since: datetime | None = None

    @property
    def runs_again(self):
        """Return whether ``run_again`` does anything about it."""
        return self.what in RUN_AGAIN


def problems():
    """Return every ``Problem`` that there is; two queries.

    The clock is read here, not with ``delivery.clock``: to know the ``now`` of a request is to do
    what is due first, and then nothing would ever be late.
    """
    now = timezone.now()
    return [
        *_found(
            DBTaskResult,
            ("worker", heartbeat.unanswered(now), "enqueued_at"),
            ("failed_tasks", FAILED, "finished_at"),
            ("interrupted_tasks", _interrupted(now), "started_at"),
        ),
        *_found(
            Due,
            ("late_scheduled_tasks", Q(at__lte=now - LATE), "at"),
            ("failed_scheduled_tasks", RETRIED, None),
        ),
    ]


def _found(model, *kinds):
    """Yield a ``Problem`` of each kind that has rows: its name, their condition, its first instant."""
    sums = {}
    for what, condition, since in kinds:
        sums[what] = Count("pk", filter=condition)
        if since:
            sums[f"{what}_since"] = Min(since, filter=condition)
    found = model.objects.aggregate(**sums)
    for what, _condition, _since in kinds:
        if found[what]:
            yield Problem(what, found[what], found.get(f"{what}_since"))


def _interrupted(now):
    return Q(status=TaskResultStatus.RUNNING, started_at__lte=now - TOO_LONG)


def run_again():
    """Put failed and interrupted tasks back into the queue, and let failed scheduled ones run at once.

    Returns how many of each. Late ones are left as they are: nothing keeps them from being done, and
    another time would only hide that nobody does them.
    """
    now = timezone.now()
    # ``worker_ids`` stays: it counts the attempts.
    tasks = DBTaskResult.objects.filter(FAILED | _interrupted(now)).update(
        status=TaskResultStatus.READY,
        enqueued_at=now,
        started_at=None,
        finished_at=None,
        exception_class_path="",
        traceback="",
    )
    return tasks, Due.objects.filter(RETRIED).update(at=now)
