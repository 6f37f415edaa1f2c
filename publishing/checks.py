"""What must hold before something is published, as other rooms know it.

A check looks at the page as it will be and returns the problems that stop it. Somebody who may publish can
do so all the same with a reason, which the room of the check keeps.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """``problems(edit)`` returns words (lazy) for each problem that stops a publication.

    ``overridden(row, problems, reason, person)`` keeps why somebody published it all the same.
    """

    problems: Callable
    overridden: Callable


_checks: list[Check] = []


def register(check):
    """Register a ``Check``, in ``AppConfig.ready()``."""
    _checks.append(check)


def problems(edit):
    """Return what stops the publication of an ``Edit``, in words; it is not saved yet."""
    return [words for check in _checks for words in check.problems(edit)]


def overridden(row, found, reason, person):
    """Keep that a person published a row in spite of these problems, and why."""
    for check in _checks:
        check.overridden(row, found, reason, person)
