"""Events as a calendar (iCalendar, RFC 5545), written by ``icalendar``."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.utils import timezone

from addresses.paths import absolute
from languages.labels import label

PRODUCT = "-//Knowledge City//Events//{language}"


def calendar(posts, language, name=""):
    """Return the calendar of these events as bytes; ``posts`` have ``story.event``.

    ``name`` is what a programme calls the calendar that it subscribes to.
    """
    whole = icalendar.Calendar()
    whole.add("prodid", PRODUCT.format(language=language.upper()))
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    if name:
        whole.add("x-wr-calname", name)
    for post in posts:
        whole.add_component(entry(post))
    whole.add_component(zone())
    return whole.to_ical()


def zone():
    """Return the site's time zone (RFC 5545, 3.6.5): summer time by the Union's rule (Directive 2000/84/EC).

    As rules: the library would list each year's days, which not every reader understands.
    """
    name = ZoneInfo(settings.TIME_ZONE)
    winter, summer = (datetime(2000, month, 1, tzinfo=name) for month in (1, 7))
    described = icalendar.Timezone()
    described.add("tzid", settings.TIME_ZONE)
    changes = (
        # Last Sundays of 1996, at 1:00 UTC as the clocks show it until then.
        (icalendar.TimezoneDaylight, datetime(1996, 3, 31, 1), winter, summer),  # noqa: DTZ001
        (icalendar.TimezoneStandard, datetime(1996, 10, 27, 1), summer, winter),  # noqa: DTZ001
    )
    for kind, moment, before, after in changes:
        change = kind()
        change.add("dtstart", moment + before.utcoffset())
        change.add("rrule", {"freq": "yearly", "bymonth": moment.month, "byday": "-1su"})
        change.add("tzname", after.tzname())
        change.add("tzoffsetfrom", before.utcoffset())
        change.add("tzoffsetto", after.utcoffset())
        described.add_component(change)
    return described


def entry(post):
    """Return one event; without a time it takes whole days, whose end is the day after (RFC 5545, 3.6.1)."""
    event = post.story.event
    address = absolute(post.get_absolute_url())
    one = icalendar.Event()
    one.add("uid", post.uid.urn)
    one.add("dtstamp", post.changed_at)
    # Each save of the text or of what both languages share raises one of them, so that a moved event is
    # newer than what a programme has (RFC 5545, 3.8.7.4).
    one.add("sequence", post.version + post.story.version)
    one.add("summary", post.title)
    one.add("description", f"{post.lead}\n\n{address}")
    one.add("url", address)
    for name, moment in zip(("dtstart", "dtend"), span(event), strict=True):
        if moment:
            one.add(name, moment)
    if place := label(event.place, post.language) or event.online_address:
        one.add("location", place)
    return one


def span(event):
    """Return its begin and end, dates or times where the site is; the end is None if it is not known."""
    if event.starts_at is None:
        return event.starts_on, event.last_day + timedelta(days=1)
    zone = ZoneInfo(settings.TIME_ZONE)
    begins = timezone.localtime(event.begins_at, zone)
    if event.ends_at:
        return begins, timezone.localtime(event.over_at, zone)
    # Without an end it takes no time (RFC 5545, 3.6.1), unless it goes on for days.
    return begins, None if event.last_day == event.starts_on else timezone.localtime(
        event.over_at, zone
    )
