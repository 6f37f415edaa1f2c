"""Values that are computed once per site version."""

from delivery.version import has_written

_kept: dict[str, tuple[str, object]] = {}


def remember(key, compute, site):
    """Return ``compute()``, kept in this process until something public changes.

    ``site`` is the ``Version`` that was read before the first query of this request. The value is
    shared, so it must be complete: a list, not a queryset. Inside a transaction that has written
    something nothing is kept, because it may be rolled back.
    """
    token, value = _kept.get(key, ("", None))
    if token != site.token:
        value = compute()
        if not has_written():
            _kept[key] = (site.token, value)
    return value


def forget():
    """Drop everything, for tests that roll the database back."""
    _kept.clear()
