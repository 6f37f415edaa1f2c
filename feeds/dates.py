"""The dates of an item, from the dates of what was published."""

from datetime import datetime, time

from django.utils import timezone


def shown_instant(thing):
    """Return an instant for the date shown to readers, or None.

    A date known to the day gives the instant of publication if that fell on the same day, else
    noon in the site's time zone, which is the same day all over Europe. A month or a year gives
    None: no day is invented.
    """
    if thing.shown_on.precision != "day":
        return None
    day = thing.shown_on.first_day
    if timezone.localdate(thing.published_at) == day:
        return thing.published_at
    return timezone.make_aware(datetime.combine(day, time(12)))


def ordering_instant(thing):
    """Return the instant that orders the item (Atom's ``updated``).

    Made from public facts only. The time of the last save is not one: it also changes with an
    internal note, which must not change a byte that the public sees.
    """
    return max(filter(None, (thing.published_at, shown_instant(thing))))
