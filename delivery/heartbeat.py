"""The task worker proves that it works: a task that does nothing, put into its queue every minute.

An idle worker leaves no trace, and neither does a dead one; a task that nobody takes is the difference.
"""

import logging
from datetime import timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_tasks import TaskResultStatus, task
from django_tasks.base import TASK_MAX_PRIORITY
from django_tasks_db.models import DBTaskResult

from delivery import clock, due
from delivery.models import Due

NAME = "delivery.heartbeat"
EVERY = timedelta(minutes=1)
# How long the worker may leave the task in the queue: it may be busy with another one.
PATIENCE = timedelta(minutes=3)
# How long the results of other tasks are kept.
KEPT = timedelta(days=1)
KEPT_FAILED = timedelta(days=30)


# Before everything else that waits, so that a long queue does not look like a dead worker.
@task(priority=TASK_MAX_PRIORITY)
def answer_heartbeat():
    """Do nothing: what counts is that the worker took the task."""


def plan():
    """Schedule the first task; only a running server does, so tests and commands have none."""
    due.plan(NAME, clock.now())


def unanswered(now):
    """Return the condition of a task that has waited for too long."""
    return _waiting() & Q(enqueued_at__lte=now - PATIENCE)


@due.doer(NAME, _("check that the task worker responds, and delete old results"))
def ask():
    """Put the task into the queue unless it waits there already; repeated every minute."""
    now = clock.now()
    _delete_old(now)
    waiting = DBTaskResult.objects.filter(_waiting())
    if Due.objects.filter(name=NAME, at__lt=now - EVERY).exists():
        # Nobody has asked for a while: the whole site was stopped, so the wait begins now.
        waiting.update(enqueued_at=now)
    if not waiting.exists():
        answer_heartbeat.enqueue()
    return now + EVERY


def _waiting():
    return Q(task_path=answer_heartbeat.module_path, status=TaskResultStatus.READY)


def _delete_old(now):
    """Delete what was done a day ago or failed a month ago, and every earlier answer."""
    DBTaskResult.objects.finished().filter(
        Q(task_path=answer_heartbeat.module_path)
        | Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lte=now - KEPT)
        | Q(finished_at__lte=now - KEPT_FAILED)
    ).delete()


def _is_news(record):
    """Return whether a line of the log says more than that the worker responds, twice a minute."""
    return answer_heartbeat.module_path not in record.args


logging.getLogger("django_tasks").addFilter(_is_news)
