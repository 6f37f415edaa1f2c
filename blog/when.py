"""When an event takes place, in words."""

from django.utils.translation import gettext as _

from blog.models.event import local
from publishing.dates import days


def in_words(event):
    """Return it in the active language: ``16 November 2017, 16:00–18:00``; empty without a day."""
    if event.starts_on is None:
        return ""
    first, last = event.starts_on, event.last_day
    if event.starts_at is None:
        return days(first, last)
    if event.ends_at is None:
        return _with_time(days(first, last), f"{event.starts_at:%H:%M}")
    if first == last:
        return _with_time(days(first, last), f"{event.starts_at:%H:%M}–{event.ends_at:%H:%M}")
    begins = _with_time(days(first, first), f"{event.starts_at:%H:%M}")
    return f"{begins} – {_with_time(days(last, last), f'{event.ends_at:%H:%M}')}"


def _with_time(words, time):
    return _("%(day)s, %(time)s") % {"day": words, "time": time}


def for_machines(day, time):
    """Return a day and a time where the site is as ISO 8601: only the day if the time is not known."""
    return local(day, time).isoformat(timespec="minutes") if time else day.isoformat()
