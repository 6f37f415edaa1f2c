"""Dates that may be known only to the month or the year.

Kept as ISO 8601-1 dates of reduced precision: ``2022``, ``2022-01`` or ``2022-01-15``; ``""`` is
unknown. As text they sort by time, and nobody has to invent a day that no source gives.
"""

import calendar
import re
from datetime import date
from functools import cache

from babel.dates import get_month_names
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
WRITTEN = re.compile(r"(?:(?:(\d{1,2})\.)?(\d{1,2})\.)?(\d{4})(?:\s*г\.?)?")


class PartialDate(str):
    """A date of reduced precision; compares and sorts as its text. Empty is false."""

    __slots__ = ()

    @classmethod
    def parse(cls, text):
        """Read ``2022-01-15`` or ``15.01.2022``, with or without day and month.

        Raises ``ValueError`` if that is not a date.
        """
        text = str(text or "").strip()
        if not text:
            return cls("")
        if match := ISO.fullmatch(text):
            year, month, day = match.groups()
        elif match := WRITTEN.fullmatch(text):
            day, month, year = match.groups()
        else:
            raise ValueError(text)
        date(int(year), int(month or 1), int(day or 1))
        parts = [year, *(f"{int(part):02}" for part in (month, day) if part)]
        return cls("-".join(parts))

    @classmethod
    def of(cls, day):
        """Return the partial date of a ``date``."""
        return cls(day.isoformat())

    @property
    def precision(self):
        """``"year"``, ``"month"``, ``"day"``, or ``""`` when unknown."""
        return {0: "", 4: "year", 7: "month"}.get(len(self), "day")

    def _numbers(self):
        return [int(part) for part in self.split("-")]

    @property
    def year(self):
        """Itself to the year; empty if unknown."""
        return PartialDate(self[:4])

    @property
    def first_day(self):
        """The earliest ``date`` it can mean."""
        year, month, day = ([*self._numbers(), 1, 1])[:3]
        return date(year, month, day)

    @property
    def last_day(self):
        """The latest ``date`` it can mean."""
        numbers = self._numbers()
        year, month = numbers[0], numbers[1] if len(numbers) > 1 else 12
        day = numbers[2] if len(numbers) > 2 else calendar.monthrange(year, month)[1]
        return date(year, month, day)

    def format(self, language=None, *, brief=False):
        """Return it written out in a language: ``15 януари 2022 г.``, ``January 2022``, ``2022``.

        ``brief`` shortens the month: ``15 яну 2022 г.``, ``Jan 2022``.
        """
        if not self:
            return ""
        language = language or get_language()
        numbers = self._numbers()
        words = [str(number) for number in numbers[2:]]
        words += [_month(number, language, brief) for number in numbers[1:2]]
        words.append(f"{numbers[0]} г." if language == "bg" else str(numbers[0]))
        return " ".join(words)


def span(start, end):
    """Return the time between two dates in words: ``2018–2020``, ``since May 2019``, ``until 2020``.

    Either may be unknown; empty if both are.
    """
    values = {"start": start.format(), "end": end.format()}
    if start == end:
        return values["start"]
    if not end:
        return str(_("since %(start)s") % values)
    if not start:
        return str(_("until %(end)s") % values)
    if start.precision == end.precision == "year":
        return f"{start}–{values['end']}"
    return "{start} – {end}".format(**values)


def days(first, last):
    """Return the days from one ``date`` to another in words: ``28–30 March 2023``."""
    start, end = PartialDate.of(first).format(), PartialDate.of(last).format()
    if first == last:
        return start
    if first.year != last.year:
        return f"{start} – {end}"
    if first.month != last.month:
        return f"{first.day} {_month(first.month, get_language())} – {end}"
    return f"{first.day}–{end}"


@cache
def _month(number, language, brief=False):
    """Return the name of a month as it is written within a date."""
    width = "abbreviated" if brief else "wide"
    return get_month_names(width, locale=language)[number]


def _checked(text):
    try:
        return PartialDate.parse(text)
    except ValueError:
        raise ValidationError(
            _("“%(text)s” is not a date. Write 2022, 01.2022 or 15.01.2022."),
            code="date",
            params={"text": text},
        ) from None


class PartialDateFormField(forms.CharField):
    """Accepts what people write: a year, a month or a day."""

    def to_python(self, value):
        return _checked(super().to_python(value))


class PartialDateField(models.CharField):
    """A date of reduced precision; Python sees a ``PartialDate``, the database ISO text."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 10, "blank": True, "default": "", **kwargs})

    def from_db_value(self, value, expression, connection):
        return PartialDate(value or "")

    def to_python(self, value):
        return _checked(value)

    def get_prep_value(self, value):
        return str(PartialDate.parse(value))

    def formfield(self, **kwargs):
        kwargs.setdefault("form_class", PartialDateFormField)
        kwargs.setdefault(
            "help_text", _("2022, 01.2022 or 15.01.2022: as precisely as it is known.")
        )
        return super().formfield(**kwargs)
