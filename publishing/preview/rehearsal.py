"""Publishing for the length of a block: what stands in a form, or a draft, as visitors would find it."""

from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, models, transaction
from django.forms.formsets import DELETION_FIELD_NAME as DELETE
from django.http import Http404
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delivery import clock, version
from delivery.writing import writing
from languages.codes import codes
from publishing.edit import EDITS
from publishing.models import Publishable, Status
from richtext.copies import marks_in
from richtext.field import RichTextField

UNTRANSLATED = gettext_lazy("translation of {count} pieces")


class Rehearsed(NamedTuple):
    """What is public inside the block: the thing, since when, and what its form leaves out (lazy labels)."""

    row: Publishable
    at: datetime
    gaps: list


class NothingToShowError(Exception):
    """What stands in the form is too little for a page: ``messages`` say what is missing."""

    def __init__(self, messages):
        super().__init__(messages)
        self.messages = messages


def edit_of(kept, person):
    """Return the edit of what a person typed (``KeptTyping``). Raises ``Http404`` if they may not save it."""
    model = apps.get_model(kept.form)
    key = kept.object_key or None
    # A new thing has the same identity, and so the same passing address, in each of its previews.
    row = (model._base_manager.filter(pk=key).first() if key else None) or model(uid=kept.key)
    edit = EDITS[model](row, person, kept.data, at=clock.now())
    if not edit.rights.may_edit(row):
        raise Http404
    return edit


@contextmanager
def rehearsed(edit):
    """Publish what stands in an edit, for this block alone; yields a ``Rehearsed``.

    What publishing would refuse is filled with marked gaps. At the end everything is rolled back, and
    nothing of it has raised the site version, so nothing of it is remembered or kept. Raises
    ``NothingToShowError`` if not even the database takes it.
    """
    try:
        with transaction.atomic():
            try:
                yield _written(edit)
            finally:
                transaction.set_rollback(True)
    finally:
        version.forget_transaction()


def _written(edit):
    """Publish an edit with everything that follows from it; what clashes only then is too little, too."""
    try:
        with writing(is_rehearsal=True):
            return _publish(edit)
    except (DatabaseError, ValidationError) as problem:
        raise NothingToShowError(_reasons(edit)) from problem


def _publish(edit):
    gaps = []
    row = edit.row
    if edit.data is not None:
        edit.form.full_clean()
        _fill(edit.form, edit.needed, gaps)
    at = _live(row, edit.at)
    try:
        _save(edit, row)
        if edit.data is not None:
            for formset in edit.formsets:
                _save_parts(formset, row, gaps)
        if hasattr(row, "texts") and not row.texts.exists():
            _give_text(row, gaps)
        for other in edit.shown_with(row):
            _live(other, at)
            other.save()
    except (DatabaseError, ValidationError, ObjectDoesNotExist) as problem:
        raise NothingToShowError(_reasons(edit)) from problem
    return Rehearsed(row, at, gaps + _untranslated(row))


def _live(row, now):
    """Let a row be public, from its own instant if that lies ahead; return the instant to look at it."""
    row.status = Status.PUBLISHED
    row.published_at = row.published_at or now
    at = max(now, row.published_at)
    if row.expires_at and row.expires_at <= at:
        row.expires_at = None
    return at


def _save(edit, row):
    """Save the row; under a passing address where it has none, or somebody else's."""
    if hasattr(row, "slug") and not row.slug:
        row.slug = _passing(row)
    try:
        with transaction.atomic():
            _save_row(edit, row)
    except (DatabaseError, ValidationError):
        if not hasattr(row, "slug"):
            raise
        row.slug = _passing(row)
        _save_row(edit, row)


def _save_row(edit, row):
    if edit.data is None:
        row.save()
        return
    edit.form.save_row(edit.person)
    for field in row._meta.many_to_many:
        if field.name in edit.form.cleaned_data:
            getattr(row, field.name).set(edit.form.cleaned_data[field.name])


def _passing(row):
    return f"preview-{row.uid.hex[:12]}"


def _save_parts(formset, row, gaps):
    """Save the rows of a formset as far as they go."""
    formset.full_clean()
    for form in formset.forms:
        part = form.instance
        if getattr(form, "cleaned_data", {}).get(DELETE):
            if part.pk:
                part.delete()
            continue
        if not form.has_changed():
            continue
        _fill(form, (), gaps)
        setattr(part, formset.fk.name, row)
        try:
            with transaction.atomic():
                part.save()
        except (DatabaseError, ValidationError, ObjectDoesNotExist):
            # Half of a row: it is shown when there is enough of it.
            continue


def _fill(form, needed, gaps):
    """Give what a page needs and the form leaves empty a marked gap, and note its label."""
    for name, field in form.fields.items():
        column = _column(form.instance, name)
        if column is None or getattr(form.instance, column.attname):
            continue
        if name == "slug" or not (field.required or name in needed):
            continue
        if column.choices:
            value = codes()[0] if name == "language" else column.choices[0][0]
        elif isinstance(column, models.CharField | models.TextField):
            value = _gap(column, field.label)
        else:
            # A relation: nothing can stand for it.
            continue
        setattr(form.instance, name, value)
        gaps.append(field.label)


def _column(row, name):
    """Return the column of a field of the form, None if it has none of its own."""
    try:
        field = row._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if field.concrete and not field.many_to_many else None


def _gap(column, label):
    words = _("[still missing: %(field)s]") % {"field": label}
    return format_html("<p>{}</p>", words) if isinstance(column, RichTextField) else words


def _give_text(row, gaps):
    """Give a thing without a text one with a gap for its name."""
    text = row.texts.model(**{row.texts.field.name: row, "language": codes()[0]})
    for name in text.link_fields:
        column = text._meta.get_field(name)
        if not column.blank:
            setattr(text, name, _gap(column, column.verbose_name))
            gaps.append(column.verbose_name)
    text.save()


def _untranslated(row):
    """Return a label for the pieces of its original that a translation still holds."""
    columns = (field for field in row._meta.concrete_fields if isinstance(field, RichTextField))
    count = sum(marks_in(getattr(row, column.attname)) for column in columns)
    return [format_lazy(UNTRANSLATED, count=count)] if count else []


def _reasons(edit):
    if edit.data is None:
        return []
    return [
        f"{edit.form.fields[name].label}: {' '.join(map(str, found))}"
        for name, found in edit.form.errors.items()
        if name in edit.form.fields
    ]
