"""Values that are computed once per site version and end at the next moment."""

from datetime import UTC, datetime

from django.utils import timezone

from delivery import moments, version

FAR = datetime(9999, 1, 1, tzinfo=UTC)
_kept: dict[str, tuple[int, datetime, object]] = {}


def remember(key, compute, number=None):
    """Return ``compute()``, kept in this process until something public changes.

    ``number`` is the site version that was read before the first query of this request; without it
    one query reads it now. The value must be finished (a list, not a queryset): it is shared.
    """
    number = version.current().number if number is None else number
    now = timezone.now()
    kept = _kept.get(key)
    if kept and kept[0] == number and now < kept[1]:
        return kept[2]
    end = moments.upcoming(now) or FAR
    value = compute()
    _kept[key] = (number, end, value)
    return value


def forget():
    """Drop everything, for tests that roll the database back."""
    _kept.clear()
