"""Keeps ``library.Use``: which rows name which pictures and documents.

Every way of writing is heard: ``save`` and ``delete`` by Django's signals, many rows at once by
``delivery.tracking.rows_written``.
"""

from functools import cache

from django.apps import apps
from django.db import models
from django.db.models.signals import post_delete, post_save

from delivery.tracking import TrackedModel, batched, rows_written
from library.models import Document, Image, Use
from library.models.use import Place
from publishing.models import Publishable, TextRow
from richtext.field import RichTextField
from richtext.render import named_images, named_pages

USED = (Image, Document)
MANY = 500


@cache
def fields_of(model):
    """Return the fields of a model that can name a picture or a document."""
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
    """Return what rows of one model name: for each a set of ``(model, pk, place)``."""
    found = [set() for _row in rows]
    texts = [(place, text) for place, row in enumerate(rows) for text in _texts(row)]
    for model, names in ((Image, named_images), (Document, named_pages)):
        uids = [(place, uid) for place, text in texts for uid in names(text)]
        wanted = {uid for _place, uid in uids}
        keys = dict(model.objects.filter(uid__in=wanted).values_list("uid", "pk")) if wanted else {}
        by_text = {str(uid): key for uid, key in keys.items()}
        for place, uid in uids:
            if uid in by_text:
                found[place].add((model, by_text[uid], Place.TEXT))
    for place, row in enumerate(rows):
        for field in fields_of(type(row)):
            value = getattr(row, field.attname)
            if isinstance(field, models.ForeignKey) and value is not None:
                found[place].add((field.related_model, value, _place(field)))
    return found


def _texts(row):
    return [
        getattr(row, field.attname)
        for field in fields_of(type(row))
        if isinstance(field, RichTextField)
    ]


def _place(field):
    if field.related_model is Document:
        return Place.LINK
    return Place.LOGO if field.name == "logo" else Place.PICTURE


def owner(row):
    """Return the thing that staff opens to change a row."""
    if isinstance(row, TextRow):
        return row.parent
    return getattr(row, "result", row)


def record(rows):
    """Bring the uses of rows of one model up to what they name now."""
    rows = list(rows)
    if not rows:
        return
    label = rows[0]._meta.label
    there = {str(row.pk): {} for row in rows}
    mine = Use.objects.filter(source_label=label, source_key__in=there, standing="row")
    for use in mine:
        what = (Image if use.image_id else Document, use.image_id or use.document_id, use.place)
        there[use.source_key][what] = use
    gone, new = [], []
    for row, wanted in zip(rows, named(rows), strict=True):
        known = there[str(row.pk)]
        gone += [use.pk for what, use in known.items() if what not in wanted]
        new += [_use(row, *what) for what in sorted(wanted - set(known), key=str)]
        kept = [known[what] for what in wanted & set(known)]
        if kept and kept[0].title != _title(row):
            Use.objects.filter(pk__in=[use.pk for use in kept]).update(title=_title(row))
    if gone:
        Use.objects.filter(pk__in=gone).delete()
    Use.objects.bulk_create(new)


def _title(row):
    return str(owner(row))[:300]


def _use(row, model, used, place):
    thing = owner(row)
    return Use(
        **{"image_id" if model is Image else "document_id": used},
        source_label=row._meta.label,
        source_key=str(row.pk),
        owner_label=thing._meta.label,
        owner_key=str(thing.pk),
        place=place,
        title=_title(row),
    )


def forget(row):
    """Drop the uses of a row that is gone."""
    Use.objects.filter(source_label=row._meta.label, source_key=str(row.pk)).delete()


def record_all():
    """Write the uses of every row anew."""
    for model in models_with_uses():
        for rows in batched(model._base_manager.order_by("pk").iterator(), MANY):
            record(rows)


def used_in_public(thing):
    """Say whether something that the public sees now uses a picture or a document."""
    owners = thing.uses.filter(standing="row").values_list("owner_label", "owner_key")
    for label, key in owners:
        model = apps.get_model(label)
        if issubclass(model, Publishable) and model.objects.published().filter(pk=key).exists():
            return True
    return False


def _saved(sender, instance, raw=False, **kwargs):
    if not raw:
        record([instance])


def _deleted(sender, instance, **kwargs):
    forget(instance)


def _written(sender, keys, **kwargs):
    if fields_of(sender):
        for some in batched(keys, MANY):
            record(sender._base_manager.filter(pk__in=some))


def connect():
    """Listen to every way of writing; called once when Django is ready."""
    for model in models_with_uses():
        name = model._meta.label
        post_save.connect(_saved, sender=model, dispatch_uid=f"uses.saved.{name}")
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"uses.deleted.{name}")
    rows_written.connect(_written, dispatch_uid="uses.written")
