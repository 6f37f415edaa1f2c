"""Maintains ``library.Use``: which rows use which pictures and documents.

Models that can name one have ``follow_uses`` in their list of what follows a write.
"""

from functools import cache

from django.apps import apps
from django.db import models

from delivery.tracking import TrackedModel, batched
from library.models import Document, Image, Use
from library.models.use import Place
from richtext.field import RichTextField
from richtext.render import named_images, named_pages
from richtext.tree import parse

USED = (Image, Document)
MANY = 500


@cache
def fields_of(model):
    """Return the fields of a model that can refer to a picture or a document."""
    return tuple(
        field
        for field in model._meta.concrete_fields
        if isinstance(field, RichTextField)
        or (isinstance(field, models.ForeignKey) and field.related_model in USED)
    )


def models_with_uses():
    """Return every model whose rows can use something of the library."""
    return [
        model for model in apps.get_models() if issubclass(model, TrackedModel) and fields_of(model)
    ]


def named(rows):
    """Return what rows of one model use: for each a set of ``(model, pk, place)``."""
    found, texts = [set() for _row in rows], []
    for uses, row in zip(found, rows, strict=True):
        for field in fields_of(type(row)):
            value = getattr(row, field.attname)
            if isinstance(field, RichTextField):
                texts.append((uses, parse(value)))
            elif value is not None:
                uses.add((field.related_model, value, _place(field)))
    for model, names in ((Image, named_images), (Document, named_pages)):
        uids = [(uses, uid) for uses, text in texts for uid in names(text)]
        there = model.objects.filter(uid__in={uid for _uses, uid in uids})
        keys = {str(uid): key for uid, key in there.values_list("uid", "pk")}
        for uses, uid in uids:
            if uid in keys:
                uses.add((model, keys[uid], Place.TEXT))
    return found


def _place(field):
    if field.related_model is Document:
        return Place.LINK
    return Place.LOGO if field.name == "logo" else Place.PICTURE


def record(rows):
    """Update the uses of rows of one model."""
    rows = list(rows)
    if not rows:
        return
    label = rows[0]._meta.label
    stored = {str(row.pk): {} for row in rows}
    mine = Use.objects.filter(source_label=label, source_key__in=stored, standing="row")
    for use in mine:
        what = (Image if use.image_id else Document, use.image_id or use.document_id, use.place)
        stored[use.source_key][what] = use
    gone, new, renamed = [], [], []
    for row, wanted in zip(rows, named(rows), strict=True):
        before = stored[str(row.pk)]
        gone += [use.pk for what, use in before.items() if what not in wanted]
        new += [_use(row, *what) for what in sorted(wanted - set(before), key=str)]
        title = _title(row) if before else ""
        for use in (before[what] for what in wanted & set(before)):
            if use.title != title:
                use.title = title
                renamed.append(use)
    if gone:
        Use.objects.filter(pk__in=gone).delete()
    Use.objects.bulk_update(renamed, ["title"])
    Use.objects.bulk_create(new)


def _title(row):
    return str(row.whole)[:300]


def _use(row, model, used, place):
    thing = row.whole
    return Use(
        **{"image_id" if model is Image else "document_id": used},
        source_label=row._meta.label,
        source_key=str(row.pk),
        owner_label=thing._meta.label,
        owner_key=str(thing.pk),
        place=place,
        title=_title(row),
    )


def follow_uses(changes):
    """Update the uses of written rows; those of deleted rows are deleted."""
    model = type(changes[0].row)
    if not fields_of(model):
        return
    if gone := [str(change.key) for change in changes if change.after is None]:
        Use.objects.filter(source_label=model._meta.label, source_key__in=gone).delete()
    for some in batched((change.after for change in changes if change.after), MANY):
        record(some)


def record_all():
    """Write the uses of every row again."""
    for model in models_with_uses():
        for rows in batched(model._base_manager.order_by("pk").iterator(), MANY):
            record(rows)


def used_in_public(file):
    """Return whether something that is public now uses a picture or a document."""
    # That module imports this one.
    from publishing.models import Publishable

    keys = {}
    owners = file.uses.filter(standing="row").values_list("owner_label", "owner_key")
    for label, key in owners:
        keys.setdefault(apps.get_model(label), set()).add(key)
    return any(
        model.objects.published().filter(pk__in=some).exists()
        for model, some in keys.items()
        if issubclass(model, Publishable)
    )
