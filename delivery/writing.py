"""What follows from a write: collected during a unit of work, done once for each row at its end.

Every way of writing a ``TrackedModel`` (``delivery.tracking``) reports its rows to the open unit;
without one it opens its own. When the outermost unit ends, inside its transaction,

1. what is ``derived`` from the rows is written: other rows that repeat some of their values,
2. what ``follows`` is done, in the order in which the model lists it,
3. the site version is raised, if one of them (``site_version``) asked for it.

Both lists contain functions of a list of ``Change``: all rows of one model in which something
public differs, at least one. The row as it was comes from the database, read under a lock before it
is first written (a deleted one from Django, which read it to delete it); as it is now, read again
at the end. So what was rolled back to a savepoint, or changed and changed back, is no change.
"""

import copy
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import models, transaction

from delivery import version


@dataclass(frozen=True)
class Change:
    """One row before and after a unit of work: ``before`` is None if it is new, ``after`` if it is gone.

    ``related`` says that many-to-many relations of the row changed, which none of its fields shows.
    """

    key: object
    before: models.Model | None
    after: models.Model | None
    related: bool = False

    @property
    def row(self):
        """The row as it is now, or as it was if it is gone."""
        return self.after or self.before

    def touches(self, names):
        """Return whether the row is new, gone, or differs in one of these fields."""
        if self.before is None or self.after is None:
            return True
        return any(getattr(self.before, name) != getattr(self.after, name) for name in names)


class Writing:
    """An open unit of work: which rows were written, and what they were before."""

    def __init__(self, *, is_rehearsal=False):
        self._is_rehearsal = is_rehearsal
        # Each by model, then by primary key, in the order in which rows were first seen: rows as
        # they were, as they are now (if already read), and keys written since the lists ran.
        self._before: dict[type, dict] = {}
        self._after: dict[type, dict] = {}
        self._written: dict[type, dict] = {}
        self._related: set = set()
        self._raises = False
        self._instants_moved = False

    def lock(self, rows):
        """Lock the rows of a queryset until the transaction ends; return them as stored, by key."""
        found = {row.pk: row for row in rows.select_for_update(of=("self",))}
        before = self._before.setdefault(rows.model, {})
        for key, row in found.items():
            before.setdefault(key, row)
        return found

    def lock_one(self, model, key):
        """Lock one row; return it as stored, or None if there is none.

        Queries again only for what was written meanwhile, or was not there before.
        """
        before = self._before.get(model, {}).get(key)
        if before is None or key in self._written.get(model, {}):
            return self.lock(model._base_manager.filter(pk=key)).get(key)
        return before

    def wrote(self, model, keys):
        """Note rows that were just written; what was not locked before is new."""
        before, after = self._before.setdefault(model, {}), self._after.setdefault(model, {})
        for key in keys:
            before.setdefault(key, None)
            after.pop(key, None)
        self._written.setdefault(model, {}).update(dict.fromkeys(keys))

    def deleted(self, row):
        """Note a row that was just deleted."""
        # A copy: Django clears the key of the row itself.
        self._before.setdefault(type(row), {}).setdefault(row.pk, copy.copy(row))
        self.wrote(type(row), [row.pk])

    def related(self, row):
        """Note a row whose many-to-many relation was changed."""
        # What this unit has already seen is locked, or its own.
        if row.pk not in self._before.get(type(row), {}):
            self.lock_one(type(row), row.pk)
        self.wrote(type(row), [row.pk])
        self._related.add((type(row), row.pk))

    def raise_version(self, *, instants_moved):
        """Raise the site version when this unit ends."""
        self._raises = True
        self._instants_moved |= instants_moved

    def finish(self):
        """Write what is derived, do what follows, raise the version."""
        written: dict[type, dict] = {}
        # Derived rows may have derived rows themselves: a page below a page below a page.
        while self._written:
            now, self._written = self._written, {}
            for model, keys in now.items():
                written.setdefault(model, {}).update(keys)
                self._run(model.derived, model, keys)
        for model, keys in written.items():
            self._run(model.follows, model, keys)
        if self._written:
            msg = "What follows a write wrote something public itself: that is what derived is for."
            raise RuntimeError(msg)
        if self._raises and not self._is_rehearsal:
            version.raise_version(instants_moved=self._instants_moved)

    def _run(self, functions, model, keys):
        changes = self._changes(model, keys) if functions else []
        for function in functions if changes else ():
            function(changes)

    def _changes(self, model, keys):
        """Return the ``Change`` of each of these rows in which something public differs."""
        after = self._after.setdefault(model, {})
        if unread := [key for key in keys if key not in after]:
            there = model._base_manager.in_bulk(unread)
            after.update({key: there.get(key) for key in unread})
        changes = [
            Change(key, self._before[model][key], after[key], (model, key) in self._related)
            for key in keys
        ]
        names = model.public_fields(field.attname for field in model._meta.concrete_fields)
        return [
            change
            for change in changes
            if change.row is not None and (change.related or change.touches(names))
        ]


_unit: ContextVar[Writing | None] = ContextVar("delivery.writing", default=None)


@contextmanager
def writing(*, is_rehearsal=False):
    """Open a unit of work, or join the open one; yields the ``Writing``.

    What follows from all writes inside is done once, when the outermost block ends, in the same
    transaction. An exception rolls back everything. A rehearsal, which its caller rolls back, raises no
    site version: nobody waits for its row.
    """
    unit = _unit.get()
    if unit is not None:
        yield unit
        return
    unit = Writing(is_rehearsal=is_rehearsal)
    with transaction.atomic():
        # Closed before the transaction: what is done on commit writes in a unit of its own.
        reset = _unit.set(unit)
        try:
            # First: until the unit ends and raises the version, a page rendered inside shows what was
            # written, but still under the old token. So nothing of it may be remembered.
            version.note_write()
            yield unit
            unit.finish()
        finally:
            _unit.reset(reset)


def site_version(changes):
    """Raise the site version if the public sees, saw or will see one of these rows."""
    rows = [row for change in changes for row in (change.before, change.after) if row is not None]
    model = type(rows[0])
    if model.part_of:
        _fetch_wholes(rows, model._meta.get_field(model.part_of))
    if any(row.concerns_public() for row in rows):
        has_instants = bool(model.instant_fields)
        moved = has_instants and any(change.touches(model.instant_fields) for change in changes)
        _unit.get().raise_version(instants_moved=moved)


def _fetch_wholes(rows, field):
    """Fetch the wholes of these rows together, instead of one by one."""
    keys = {getattr(row, field.attname) for row in rows}
    wholes = field.related_model._base_manager.in_bulk(keys)
    for row in rows:
        if whole := wholes.get(getattr(row, field.attname)):
            setattr(row, field.name, whole)
