"""Processes that each set up Django, start together, and are always ended."""

import multiprocessing
import os
import sys
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# No scenario takes longer; one that does is hanging.
LONGEST = 120
context = multiprocessing.get_context("spawn")


def set_up(folder):
    """Set up Django in this process, on the database of ``DATABASE_URL``."""
    os.environ.update(
        {
            "DJANGO_SECRET_KEY": "a key of the drill alone, long enough to be taken " * 2,
            "DJANGO_ALLOWED_HOSTS": "localhost",
            "SITE_URL": "http://localhost:8000",
            "DEFAULT_FROM_EMAIL": "drill@example.org",
            "MEDIA_ROOT": f"{folder}/media",
            "DJANGO_SETTINGS_MODULE": "knowledgecity.settings",
        }
    )
    sys.path.insert(0, str(ROOT))
    import django

    django.setup()


class _Meeting:
    """The barrier at which the processes of a crew wait for each other."""

    barrier = None


def join(folder, barrier):
    """Join a crew: run in each of its processes before anything else."""
    _Meeting.barrier = barrier
    set_up(folder)


def together():
    """Wait until every process of the crew has got here."""
    _Meeting.barrier.wait(LONGEST)


def alone(folder, module, function, *arguments):
    """Run a function in a process outside the crew; only now can its module be imported."""
    set_up(folder)
    getattr(import_module(module), function)(*arguments)


@contextmanager
def crew(folder, size):
    """Yield a pool of ``size`` processes that are all set up; they are ended when the block ends."""
    with context.Pool(size, join, (folder, context.Barrier(size))) as pool:
        work(pool, *[(together,)] * size)
        yield pool


def work(pool, *jobs):
    """Run each job, ``(function, arguments …)``, in its own process; return their results.

    Each calls ``together`` before it starts, so no process takes two.
    """
    answers = [pool.apply_async(function, arguments) for function, *arguments in jobs]
    return [answer.get(LONGEST) for answer in answers]
