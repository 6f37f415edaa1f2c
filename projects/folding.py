"""Parts without a page, told in few lines: „пет модула“ instead of five titles that say nothing."""

import re
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import get_language, ngettext_lazy

from languages.numbers import in_words
from projects.models.result import ResultKind

# A number as it stands in a title; a year has four digits and is a name of its own.
NUMBER = re.compile(r"\b(?:\d{1,3}|[IVX]+)\b")
# Of a course the parts are modules.
COUNTED = {
    ResultKind.TOOL: ngettext_lazy("%(words)s tool", "%(words)s tools", "count"),
    ResultKind.GUIDE: ngettext_lazy("%(words)s guide", "%(words)s guides", "count"),
    ResultKind.COURSE: ngettext_lazy("%(words)s module", "%(words)s modules", "count"),
    ResultKind.FRAMEWORK: ngettext_lazy("%(words)s framework", "%(words)s frameworks", "count"),
    ResultKind.PUBLICATION: ngettext_lazy(
        "%(words)s publication", "%(words)s publications", "count"
    ),
    ResultKind.GAME: ngettext_lazy("%(words)s game", "%(words)s games", "count"),
    ResultKind.PLATFORM: ngettext_lazy("%(words)s platform", "%(words)s platforms", "count"),
    ResultKind.NETWORK: ngettext_lazy("%(words)s network", "%(words)s networks", "count"),
    ResultKind.OTHER: ngettext_lazy("%(words)s result", "%(words)s results", "count"),
}
# The gender of their words where it matters (``languages.numbers``).
FEMININE = {
    ResultKind.FRAMEWORK,
    ResultKind.PUBLICATION,
    ResultKind.GAME,
    ResultKind.PLATFORM,
    ResultKind.NETWORK,
}


@dataclass
class Line:
    """One line for ``results``: ``counted`` says how many, if several share it.

    ``are_named`` says whether their titles stand there as well.
    """

    results: list
    counted: str = ""
    are_named: bool = True


def nameless(titles):
    """Return those titles that differ only in their number, so that none of them is a name."""
    patterns = {title: NUMBER.sub("#", title) for title in titles}
    times = Counter(patterns.values())
    return {title for title, pattern in patterns.items() if times[pattern] > 1}


def counted(kind, number):
    """Return how many results of a kind there are, in words: ``five modules``."""
    words = in_words(number, get_language(), feminine=kind in FEMININE)
    return COUNTED[ResultKind(kind)] % {"count": number, "words": words}


def fold(parts):
    """Return the lines of parts without a page: nameless ones share one, and so do those of a kind."""
    groups = {}
    for part in parts:
        groups.setdefault(_alike(part), []).append(part)
    return [line for group in groups.values() for line in _lines(group)]


def _alike(part):
    """Return what parts on one line have in common; one that says more stands alone."""
    if part.shown.text or part.shown_parts:
        return part.pk
    return part.kind, part.group, part.readiness, part.date, part.licence


def _lines(group):
    without = nameless([part.shown.title for part in group])
    for are_named in (False, True):
        some = [part for part in group if (part.shown.title not in without) is are_named]
        if len(some) > 1:
            yield Line(some, counted(some[0].kind, len(some)), are_named)
        elif some:
            yield Line(some)
