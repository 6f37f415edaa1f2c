"""Processes compete for due tasks; some fail once, one process is killed while working."""

import logging
import os
import time
from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

import crew
from django.utils import timezone
from report import Report
from tables import Done

from delivery import due, version, watch
from delivery.models import Due
from delivery.store.front import Front

PROCESSES = 4
PLANNED, FAILING = range(50), range(100, 105)
KILLED = 200
SECONDS = 5
PAUSE = timedelta(milliseconds=300)
NAME = "drill.note"


class _Victim:
    """In the process that is to be killed: what it sets once it has started."""

    begun = None


@due.doer(NAME, "note a number")
def note(number):
    """Record the number; fail, or wait to be killed, if that is already written."""
    Done.objects.create(number=number, process=os.getpid(), at=timezone.now())
    if number in FAILING and not Due.objects.get(arguments={"number": number}).tries:
        message = "It fails once, as it should."
        raise RuntimeError(message)
    if _Victim.begun:
        _Victim.begun.set()
        time.sleep(crew.LONGEST)


def be_killed(begun):
    """Run what is due, and never finish."""
    _Victim.begun = begun
    version.current()


def look(seconds):
    """Look for due tasks like each worker of the site."""
    due.PAUSES[:] = [PAUSE]
    logging.getLogger("delivery.due").setLevel(logging.CRITICAL)
    crew.together()
    watch.start(Front(None, space=0))
    time.sleep(seconds)


@contextmanager
def at_work(folder):
    """Start a process and wait until it runs a task; kill it at the end of the block."""
    due.plan(NAME, timezone.now(), number=KILLED)
    begun = crew.context.Event()
    victim = crew.context.Process(
        target=crew.alone, args=(folder, "things_due", "be_killed", begun)
    )
    victim.start()
    try:
        assert begun.wait(crew.LONGEST), "the process to be killed never started"
        yield victim
    finally:
        victim.kill()
        victim.join()


def plan():
    """Plan tasks for the next seconds; return when, by number."""
    begin, planned = timezone.now(), {}
    for number in [*PLANNED, *FAILING]:
        share = number % len(PLANNED) / len(PLANNED)
        planned[number] = begin + timedelta(seconds=1 + SECONDS * share)
        due.plan(NAME, planned[number], number=number)
    return planned


def compete(folder):
    """Kill one process while others wait for its task, then let them compete for the rest.

    Return the id of the killed one, when that was, and when each task was planned.
    """
    with crew.crew(folder, PROCESSES) as pool:
        with at_work(folder) as victim:
            looking = [pool.apply_async(look, (SECONDS + 5,)) for _process in range(PROCESSES)]
            time.sleep(1)
            killed_at = timezone.now()
        planned = plan()
        for process in looking:
            process.get(crew.LONGEST)
    return victim.pid, killed_at, planned


def drill(folder):
    """Let them compete, and check what was done."""
    report = Report("Things due")
    killed, killed_at, planned = compete(folder)
    rows = list(Done.objects.order_by("at"))
    planned[KILLED] = killed_at
    late = {row.number: (row.at - planned[row.number]).total_seconds() for row in rows}
    figures(report, rows, late)
    times = Counter(row.number for row in rows)
    wrong = [f"{number}: {times[number]} times" for number in planned if times[number] != 1]
    report.promise("each is done exactly once", wrong)
    early = [number for number, seconds in late.items() if seconds < 0]
    report.promise("none is done before its time, or by two processes at once", early)
    early = [number for number in FAILING if late.get(number, 0) < PAUSE.total_seconds()]
    report.promise("what failed is done after a pause, not before", early)
    left = [row.number for row in rows if row.process == killed]
    report.promise("what the killed process did was rolled back", left)
    report.promise("nothing is left to do", list(Due.objects.filter(name=NAME)))
    return report


def figures(report, rows, late):
    """Report how much was done, by which process and how late."""
    report.saw(
        "things due", f"{len(PLANNED)}, {len(FAILING)} that fail once, 1 whose doer is killed"
    )
    by = sorted(Counter(row.process for row in rows).values())
    report.saw("processes that competed: what each did", f"{PROCESSES}: {by}")
    report.saw("worst lag", f"{max(late.get(number, 0) for number in PLANNED):.2f} s")
    second_try = max(late.get(number, 0) for number in FAILING)
    report.saw("worst lag of what failed once, its pause included", f"{second_try:.2f} s")
    report.saw("until what the killed process left was done", f"{late.get(KILLED, 0):.2f} s")
