"""What must hold for something to be published, as other rooms know it.

A check looks at the page as it will be and returns the problems that stop it. Somebody who may publish can
do so all the same with a reason, which the room of the check keeps.
"""

from collections.abc import Callable
from typing import NamedTuple


class Problem(NamedTuple):
    """What stops a publication: ``key`` is the same each time, ``words`` (lazy) are for people."""

    key: str
    words: str


class Check(NamedTuple):
    """``problems(edit)`` looks at what stands in a form, ``standing(row)`` at what is public now.

    ``overridden(row, problems, reason, person)`` keeps why somebody published it all the same.
    """

    problems: Callable
    standing: Callable
    overridden: Callable


_checks: list[Check] = []


def register(check):
    """Register a ``Check``, in ``AppConfig.ready()``."""
    _checks.append(check)


def problems(edit):
    """Return what stops the publication of an ``Edit``, which is not saved yet."""
    return [problem for check in _checks for problem in check.problems(edit)]


def standing(row):
    """Return what is wrong with a row as the public sees it."""
    return [problem for check in _checks for problem in check.standing(row)]


def overridden(row, found, reason, person):
    """Keep that a person published a row in spite of these problems, and why."""
    for check in _checks:
        check.overridden(row, found, reason, person)
