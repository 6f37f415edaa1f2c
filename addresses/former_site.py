"""Addresses of the organisation's former site: each redirects in one hop.

They had no slash at the end, an article was ``/<language>/<section>/<number>-<words>``, a list was
paged with ``?start=N``. What the numbers and paths refer to is kept in ``Address``.
"""

import re
from typing import NamedTuple

from addresses.models import Address
from addresses.paths import address
from languages.codes import codes

# Section words of the former site, in any language, and the list that each leads to.
_lists: dict[str, str] = {}


class Redirect(NamedTuple):
    """Where an address leads; ``is_guess`` if only to a list, because the number is unknown."""

    path: str
    is_guess: bool = False


def register(route, *words):
    """Redirect section words of the former site to a list of this one."""
    _lists.update(dict.fromkeys(words, route))


def redirect_for(path, *, is_paged=False):
    """Return the ``Redirect`` for a path of the former site, or an old path of this one; else None.

    ``is_paged`` means that the address had ``?start=N``.
    """
    match = re.fullmatch(r"/([a-z]{2})/([^/]+)(/.+?)?/?", path)
    if not match or match[1] not in codes():
        return None
    language, section, rest = match.groups()
    target = current_path(path)
    if target and target != path:
        return Redirect(target)
    route = _lists.get(section)
    if route is None:
        return None
    if rest is None:
        is_list_here = path == address(route, language)
        return None if is_list_here and not is_paged else Redirect(address(route, language))
    number = re.match(r"/(\d{1,9})-", rest)
    if number is None:
        return None
    target = _live(Address.objects.filter(former_id=number[1]), language)
    return Redirect(target) if target else Redirect(address(route, language), is_guess=True)


def current_path(path):
    """Return the current path of what is or was at a path, with or without its slash."""
    paths = {path, path.rstrip("/"), path.rstrip("/") + "/"}
    return _live(Address.objects.filter(path__in=paths), path.split("/")[1])


def _live(rows, language):
    """Return the current path of the first of these rows' objects that the public sees."""
    rows = sorted(rows, key=lambda row: (not row.is_current, -row.pk))
    for row in rows:
        live = dict(Address.objects.live().filter(uid=row.uid).values_list("language", "path"))
        if live:
            return live.get(row.language) or live.get(language) or min(live.values())
    return None
