"""Values that are computed once per site version and end at the next moment."""

from datetime import UTC, datetime

from django.utils import timezone

FAR = datetime(9999, 1, 1, tzinfo=UTC)
_kept: dict[str, tuple[int, datetime, object]] = {}


def remember(key, compute, site):
    """Return ``compute()``, kept in this process until something public changes.

    ``site`` is the ``Version`` that was read before the first query of this request. The value
    must be finished (a list, not a queryset): it is shared.
    """
    now = timezone.now()
    kept = _kept.get(key)
    if kept and kept[0] == site.number and now < kept[1]:
        return kept[2]
    value = compute()
    _kept[key] = (site.number, site.upcoming or FAR, value)
    return value


def forget():
    """Drop everything, for tests that roll the database back."""
    _kept.clear()
