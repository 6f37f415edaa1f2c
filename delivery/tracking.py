"""Models whose rows the public sees: every way of writing one raises the site version.

``save``, ``delete``, ``update``, ``bulk_create``, ``bulk_update`` and many-to-many changes are
covered here once (Django writes ``bulk_update`` through ``update``). What does not concern the
public (a draft, an internal note) raises nothing.
"""

from itertools import islice

from django.db import models, transaction
from django.db.models.signals import m2m_changed
from django.dispatch import Signal

from delivery.version import changed

# Sent after ``update`` and ``bulk_create``, which send none of Django's own: the sender is the
# model, ``keys`` are the primary keys of the rows.
rows_written = Signal()


def batched(items, size):
    """Yield lists of at most ``size`` items."""
    items = iter(items)
    while some := list(islice(items, size)):
        yield some


class TrackedQuerySet(models.QuerySet):
    """Raises the site version where a change of many rows at once concerns the public."""

    def concerning_public(self):
        """Return the rows that the public sees or will see; all of them unless a model says less."""
        return self

    def update(self, **kwargs):
        if not self.model.public_fields(kwargs):
            return super().update(**kwargs)
        with transaction.atomic(using=self.db):
            keys = list(self.values_list("pk", flat=True))
            before = self._seen(keys)
            # The rows were fixed above: the new values may no longer match this filter.
            rows = self._base(keys)._plain_update(**kwargs) if keys else 0
            if before or self._seen(keys):
                changed()
            self.after_update(keys, kwargs)
            rows_written.send(self.model, keys=keys)
            return rows

    update.alters_data = True  # type: ignore[attr-defined]

    def _plain_update(self, **kwargs):
        return super().update(**kwargs)

    def _base(self, keys):
        return type(self)(self.model, using=self.db).filter(pk__in=keys)

    def _seen(self, keys):
        return bool(keys) and self._base(keys).concerning_public().exists()

    def after_update(self, keys, fields):
        """Do what else follows from ``update(**fields)`` of the rows with these keys."""

    def bulk_create(self, objs, *args, **kwargs):
        with transaction.atomic(using=self.db):
            made = super().bulk_create(objs, *args, **kwargs)
            if any(item.concerns_public() for item in made):
                changed()
            rows_written.send(self.model, keys=[item.pk for item in made])
            return made

    def delete(self):
        with transaction.atomic(using=self.db):
            if self.order_by().concerning_public().exists():
                changed()
            return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class TrackedModel(models.Model):
    """A row that the public may see."""

    # Fields that the public never sees: a change of these alone raises nothing.
    private_fields: frozenset[str] = frozenset()

    objects = TrackedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def public_fields(cls, names):
        """Return those of the field names whose value the public can see."""
        return [name for name in names if name not in cls.private_fields]

    def _public_values(self):
        return {
            field.attname: self.__dict__[field.attname]
            for field in self._meta.concrete_fields
            if field.attname in self.__dict__ and field.name not in self.private_fields
        }

    def concerns_public(self):
        """Say whether the public sees this row, or will see it without anybody doing a thing."""
        return True

    def _saved_row(self):
        return type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None

    def save(self, *args, **kwargs):
        with transaction.atomic():
            before = self._saved_row()
            super().save(*args, **kwargs)
            seen = self.concerns_public() or (before is not None and before.concerns_public())
            if seen and (before is None or self._differs(before)):
                changed()

    def _differs(self, before):
        old = before._public_values()
        return any(old.get(name, ...) != value for name, value in self._public_values().items())

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            if self.concerns_public():
                changed()
            return super().delete(*args, **kwargs)


def relation_changed(sender, instance, action, **kwargs):
    """Raise the site version when a many-to-many relation of a tracked row changes."""
    told = action in {"post_add", "post_remove", "pre_clear"}
    if told and isinstance(instance, TrackedModel) and instance.concerns_public():
        changed()


def connect():
    """Listen to many-to-many changes; called once when Django is ready."""
    m2m_changed.connect(relation_changed, dispatch_uid="delivery.relation_changed")
