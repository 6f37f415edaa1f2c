"""The life of a project: what happened when, and how far it is."""

from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from delivery import clock
from publishing.dates import PartialDate

# A brick for each month, in units of the drawing.
WIDE, HIGH, GAP = 20, 9, 2
A_ROW = 12


class Event(NamedTuple):
    """Something that happened at a date, or is to happen; ``path`` leads to it where there is a page."""

    date: PartialDate
    words: str
    path: str = ""

    @property
    def is_ahead(self):
        """Whether it lies in the future."""
        return self.date.first_day > clock.today()


class Months(NamedTuple):
    """How far a project is: the month it is in, of how many, counted from 1."""

    month: int
    of: int

    @property
    def words(self):
        """The same in words, with the bricks."""
        values = {"month": self.month, "of": self.of}
        return _("Month %(month)d of %(of)d") % values

    @property
    def bricks(self):
        """The months as a drawing, a row for each year: those that have passed, this one, those ahead."""
        laid = {"done": "", "now": "", "ahead": ""}
        for number in range(self.of):
            laid[self._kind(number + 1)] += brick(*divmod(number, A_ROW))
        wide, high = A_ROW * (WIDE + GAP) + WIDE // 2, -(-self.of // A_ROW) * (HIGH + GAP)
        paths = format_html_join("", '<path class="{}" d="{}"/>', laid.items())
        return format_html(
            '<svg viewBox="0 0 {} {}" aria-hidden="true">{}</svg>', wide, high, paths
        )

    def _kind(self, month):
        if month == self.month:
            return "now"
        return "done" if month < self.month else "ahead"


def brick(row, column):
    """Return the path of a brick; every other row begins with half a brick's distance."""
    left = column * (WIDE + GAP) + (row % 2) * WIDE // 2
    return f"M{left} {row * (HIGH + GAP)}h{WIDE}v{HIGH}h-{WIDE}z"


def months_of(project):
    """Return the ``Months`` of a project in progress whose dates are known to the month, else None."""
    start, end, today = project.start, project.end, clock.today()
    if not start or not end or "year" in {start.precision, end.precision}:
        return None
    if not start.first_day <= today <= end.last_day:
        return None
    # A project from 1 March to 29 February has whole months; one from 2 November begins its month early.
    return Months(_between(start.first_day, today) + 1, _between(start.first_day, end.last_day) + 1)


def _between(first, last):
    """Return how many whole months of the project lie between two days."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return months - (last.day < first.day)


def timeline(project, results, posts):
    """Return the events of a project, earliest first.

    Its start, its results and posts with a date that says more than the year, its end; what is not known
    is left out.
    """
    end = _("End") if project.actual_end or project.has_passed else _("Planned end")
    events = [Event(project.start, _("Beginning")), Event(project.end, end)]
    events += [Event(row.date, row.shown.title, getattr(row, "path", "")) for row in results]
    events += [
        Event(post.day, post.title, post.get_absolute_url())
        for post in posts
        if post.day.precision != "year"
    ]
    return sorted(event for event in events if event.date)
