"""Addresses of the organisation's former site: each redirects in one hop.

They had no slash at the end, an article was ``/<language>/<section>/<number>-<words>``, a list was
paged with ``?start=N``. What the numbers and paths refer to is kept in ``Address``.
"""

import re
from typing import NamedTuple

from django.db.models import Max

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


def is_list(path):
    """Return whether a path is or was that of a list of the former site, which were paged."""
    language, _slash, section = path.strip("/").partition("/")
    return language in codes() and section in _lists


def redirect_for(path, *, is_paged=False):
    """Return the ``Redirect`` for a path of the former site, or an old path of this one; else None.

    ``is_paged`` means that the address had ``?start=N``.
    """
    if path.split("/", 2)[1] not in codes():
        return None
    if target := current_path(path):
        return Redirect(target) if target != path else None
    return listed(path, is_paged=is_paged)


def listed(path, *, is_paged=False):
    """Return the ``Redirect`` for a list of the former site, or for an article by its number; else None."""
    match = re.fullmatch(r"/([a-z]{2})/([^/]+)(/.+?)?/?", path)
    if not match or match[1] not in codes():
        return None
    language, section, rest = match.groups()
    route = _lists.get(section)
    if route is None:
        return None
    here = address(route, language)
    if rest is None:
        return Redirect(here) if path != here or is_paged else None
    return _of_article(path, rest, here)


def _of_article(path, rest, here):
    """Return the ``Redirect`` for an article of the former site, ``rest`` being ``/<number>-<words>``."""
    number = re.match(r"/(\d{1,9})-", rest)
    # What has or had an address here, even a draft, is not an address of the former site.
    if number is None or _at(path).exists():
        return None
    target = _live(Address.objects.filter(former_id=number[1]), path.split("/")[1])
    if target:
        return Redirect(target)
    # One sequence numbered all articles, so a number above the last one was never used.
    last = Address.objects.aggregate(last=Max("former_id"))["last"] or 0
    return Redirect(here, is_guess=True) if int(number[1]) <= last else None


def current_path(path):
    """Return the current path of what is or was at a path, with or without its slash."""
    return _live(_at(path), path.split("/")[1])


def _at(path):
    paths = {path, path.rstrip("/"), path.rstrip("/") + "/"}
    return Address.objects.filter(path__in=paths)


def _live(rows, language):
    """Return the current path of the first of these rows' objects that the public sees."""
    rows = sorted(rows, key=lambda row: (not row.is_current, -row.pk))
    for row in rows:
        live = dict(Address.objects.live().filter(uid=row.uid).values_list("language", "path"))
        if live:
            return live.get(row.language) or live.get(language) or min(live.values())
    return None
