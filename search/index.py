"""Keeping the index: what is written anywhere is read again in the same transaction."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save

from delivery.tracking import batched, rows_written
from publishing import searchable
from search.drivers import driver
from search.models import Entry
from search.words import indexed

MANY = 200


def write(kind, rows):
    """Write the entries of rows of one kind."""
    entries, texts = [], []
    for row in rows:
        words = kind.words(row)
        title, names = indexed(words.title), indexed(*words.names)
        entries.append(
            Entry(
                kind=kind.kind,
                row=row.pk,
                language=row.language,
                path=words.path,
                year=words.year,
                title=words.title,
                text=words.text,
                title_words=title,
                name_words=names,
            )
        )
        texts.append((f"{title} {names}", indexed(words.text)))
    if not entries:
        return
    fields = [field.name for field in Entry._meta.concrete_fields if field.name != "id"]
    Entry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["kind", "row"],
        update_fields=[name for name in fields if name not in {"kind", "row"}],
    )
    keys = Entry.objects.filter(kind=kind.kind, row__in=[entry.row for entry in entries])
    by_row = dict(keys.values_list("row", "pk"))
    driver().write([(by_row[entry.row], *text) for entry, text in zip(entries, texts, strict=True)])


def forget(kind, rows):
    """Drop the entries of rows that are gone, by their keys."""
    gone = Entry.objects.filter(kind=kind.kind, row__in=rows)
    driver().delete(list(gone.values_list("pk", flat=True)))
    gone.delete()


def read(kind, keys):
    """Read rows of one kind again, by their keys; what is gone, or of another kind now, is dropped."""
    rows = list(kind.rows().filter(pk__in=keys))
    write(kind, rows)
    if gone := set(keys) - {row.pk for row in rows}:
        forget(kind, gone)


def rebuild():
    """Read everything anew while the site runs; return how many texts the index has."""
    for kind in searchable.kinds().values():
        known = Entry.objects.filter(kind=kind.kind).values_list("row", flat=True)
        keys = {*known, *kind.rows().values_list("pk", flat=True)}
        for some in batched(sorted(keys), MANY):
            # Each batch is a short transaction: whoever writes meanwhile waits for a moment only.
            with transaction.atomic():
                read(kind, some)
    return Entry.objects.count()


def _read(sender, keys):
    for kind in searchable.kinds().values():
        if sender is kind.model:
            read(kind, keys)
        elif sender in kind.owners:
            for row in sender._base_manager.filter(pk__in=keys):
                read(kind, list(kind.owners[sender](row).values_list("pk", flat=True)))


def _saved(sender, instance, raw=False, **kwargs):
    if not raw:
        # From the database: a row in memory holds what was assigned, not what a field makes of it.
        _read(sender, [instance.pk])


def _deleted(sender, instance, **kwargs):
    for kind in searchable.kinds().values():
        if sender is kind.model:
            forget(kind, [instance.pk])


def _written(sender, keys, **kwargs):
    for some in batched(keys, MANY):
        _read(sender, some)


def connect():
    """Listen to every way of writing; called once when Django is ready."""
    post_save.connect(_saved, dispatch_uid="search.saved")
    post_delete.connect(_deleted, dispatch_uid="search.deleted")
    rows_written.connect(_written, dispatch_uid="search.written")
