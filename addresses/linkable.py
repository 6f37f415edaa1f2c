"""What a text can link to: each room registers its things, and the editor's dialog finds them here.

Nothing here knows who asks: the view (``knowledgecity/links.py``) offers only kinds that a person may see.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from languages.any_alphabet import patterns
from languages.codes import codes
from library.models import Document

MOST = 20
# So many of the other spellings of a thing are compared with the words typed.
MOST_SPELLINGS = 6


@dataclass(frozen=True, kw_only=True)
class Target:
    """One thing that a text can link to.

    ``title`` is in the language asked for if the thing has one in it. ``stage`` is empty for what has no
    life cycle of its own; ``stage_label`` is its word for people. ``about`` says what else a person
    should know before choosing it. ``since`` orders: the newest comes first.
    """

    uid: UUID
    title: str
    kind: str | Promise
    languages: tuple[str, ...] = ()
    about: str = ""
    stage: str = ""
    stage_label: str | Promise = ""
    since: datetime


@dataclass(frozen=True, kw_only=True)
class Linkable:
    """One kind of thing. ``rows`` returns all of them, newest first, with what ``target`` reads.

    ``spelled`` returns the condition that a title or another spelling of a row matches a regular
    expression; ``target`` the ``Target`` of a row, for a language. ``offered`` narrows the rows to those
    that are found by words: the others are only told of where a text links to them.
    """

    name: str
    model: type[Model]
    rows: Callable[[], QuerySet]
    spelled: Callable[[str], Q]
    target: Callable[[Model, str], Target]
    offered: Callable[[QuerySet], QuerySet] = QuerySet.all


_kinds: dict[str, Linkable] = {}


def register(**facts):
    """Register a kind of thing that a text can link to, with the fields of a ``Linkable``."""
    _kinds[facts["name"]] = Linkable(**facts)


def kinds():
    """Return every ``Linkable``."""
    return list(_kinds.values())


def find(among, text, language):
    """Return the newest targets of these kinds that have all words of a text in a title or spelling.

    Each kind gets its share of the ``MOST``: many new posts do not hide the one organisation.
    """
    found = []
    for kind in among:
        rows = kind.offered(kind.rows())
        for pattern in patterns(text):
            rows = rows.filter(kind.spelled(pattern))
        found += enumerate(kind.target(row, language) for row in rows[:MOST])
    found.sort(key=lambda placed: (placed[0], -placed[1].since.timestamp()))
    return sorted((target for _place, target in found[:MOST]), key=_newest_first(language))


def _newest_first(language):
    """Return the order of targets; of two of the same instant, that in this language is first."""
    return lambda target: (-target.since.timestamp(), language not in target.languages)


def at_uids(among, uids, language):
    """Return ``{uid: Target}`` of those uids (text) that things of these kinds have."""
    targets = (
        kind.target(row, language) for kind in among for row in kind.rows().filter(uid__in=uids)
    )
    return {str(target.uid): target for target in targets}


def matches(pattern, *fields):
    """Return the condition that one of these fields matches a regular expression."""
    return Q(*((f"{field}__regex", pattern) for field in fields), _connector=Q.OR)


def labels(field):
    """Return the look-ups of a ``LabelField`` in each language."""
    return [f"{field}__{code}" for code in codes()]


def lines(field):
    """Return the look-ups of the first lines of a ``LinesField``."""
    return [f"{field}__{place}" for place in range(MOST_SPELLINGS)]


def document_target(document, language):
    """Return the ``Target`` of a document: its type and size tell it from a page."""
    return Target(
        uid=document.uid,
        title=document.title.get(language) or str(document),
        kind=_("document"),
        languages=(document.language,) if document.language else (),
        about=document.facts(),
        since=document.created_at,
    )


def register_documents():
    """Make documents something to link to: the room below this one cannot know of links."""
    register(
        name="document",
        model=Document,
        rows=Document.objects.all,
        spelled=lambda pattern: matches(pattern, "name", "slug", *labels("title")),
        target=document_target,
    )
