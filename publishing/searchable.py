"""What can be found: each room registers its rows, and what the index contains of each.

``search`` reads this list; nothing here knows that there is an index.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class IndexedText:
    """What the index contains of one text, in its language.

    ``names`` are words that count as much as the title: acronyms and other spellings. ``text`` is plain;
    ``year`` is 0 if it is not known.
    """

    title: str
    path: str
    text: str = ""
    names: list[str] = field(default_factory=list)
    year: int = 0


@dataclass(frozen=True)
class Searchable:
    """One kind of thing: ``name`` is for machines, ``label`` for people (lazy).

    ``public`` returns the rows that the public sees, ``rows`` all of this kind, hidden ones too;
    ``indexed_text`` the ``IndexedText`` of one row (a row has ``language``); ``about`` narrows
    public rows to a project's, by slug, if the kind can. ``owners`` are models whose rows give text
    as well, each with the look-up that leads from a row of this kind to it.
    """

    name: str
    model: type[Model]
    label: str
    public: Callable[[], QuerySet]
    rows: Callable[[], QuerySet]
    indexed_text: Callable[[Model], IndexedText]
    about: Callable[[QuerySet, str], QuerySet] | None = None
    owners: dict[type[Model], str] = field(default_factory=dict)


_kinds: dict[str, Searchable] = {}


def register(**facts):
    """Register a kind of thing that can be found, with the fields of a ``Searchable``."""
    _kinds[facts["name"]] = Searchable(**facts)


def kinds():
    """Return every ``Searchable`` by name."""
    return dict(_kinds)


_indexes: list[Callable] = []


def register_index(reader):
    """Register the function of a list of ``Change`` that updates the index; only ``search`` has one."""
    _indexes[:] = [reader]


def follow_in_search(changes):
    """Re-index what was written, if the site has an index."""
    for reader in _indexes:
        reader(changes)
