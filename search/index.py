"""Updates the index: whatever is written is re-indexed in the same transaction."""

from django.db import transaction

from delivery.tracking import batched
from publishing import searchable
from search.drivers import driver
from search.models import Entry
from search.words import indexed

MANY = 500


def write(kind, rows):
    """Write the entries of rows of one kind."""
    entries, texts = [], []
    for row in rows:
        text = kind.indexed_text(row)
        title, names = indexed(text.title), indexed(*text.names)
        entries.append(
            Entry(
                kind=kind.name,
                row=row.pk,
                language=row.language,
                path=text.path,
                year=text.year,
                title=text.title,
                text=text.text,
                title_words=title,
                name_words=names,
            )
        )
        texts.append((f"{title} {names}", indexed(text.text)))
    if not entries:
        return
    written = {field.name for field in Entry._meta.concrete_fields} - {"id", "kind", "row"}
    Entry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["kind", "row"],
        update_fields=sorted(written),
    )
    driver().write([(entry.pk, *text) for entry, text in zip(entries, texts, strict=True)])


def forget(kind, rows):
    """Drop the entries of rows that are gone, by their keys."""
    gone = list(Entry.objects.filter(kind=kind.name, row__in=rows).values_list("pk", flat=True))
    if gone:
        driver().delete(gone)
        Entry.objects.filter(pk__in=gone).delete()


def read(kind, keys):
    """Re-index rows of one kind, by their keys; what is gone, or now of another kind, is dropped."""
    rows = list(kind.rows().filter(pk__in=keys))
    write(kind, rows)
    if gone := set(keys) - {row.pk for row in rows}:
        forget(kind, gone)


def rebuild():
    """Rebuild the index while the site runs; return how many texts it has."""
    for kind in searchable.kinds().values():
        indexed_rows = Entry.objects.filter(kind=kind.name).values_list("row", flat=True)
        keys = {*indexed_rows, *kind.rows().values_list("pk", flat=True)}
        for some in batched(sorted(keys), MANY):
            # Each batch is a short transaction: other writers wait only a moment.
            with transaction.atomic():
                read(kind, some)
    return Entry.objects.count()


def follow(changes):
    """Re-index what was written and what takes words from it; drop what is gone."""
    model = type(changes[0].row)
    there = [change.key for change in changes if change.after is not None]
    gone = [change.key for change in changes if change.after is None]
    for kind in searchable.kinds().values():
        if model is kind.model:
            if gone:
                forget(kind, gone)
            _read_many(kind, there)
        elif model in kind.owners:
            taking = kind.rows().filter(**{f"{kind.owners[model]}__in": there})
            _read_many(kind, taking.values_list("pk", flat=True))


def _read_many(kind, keys):
    for some in batched(keys, MANY):
        read(kind, some)
