"""Models whose rows the public sees: every write is reported to the open unit of work.

``save``, ``update``, ``bulk_create`` and ``bulk_update`` are reported here; deletions (cascades
reach rows that nobody names) and many-to-many changes Django reports only by signals, and only this
module listens to them.
"""

from itertools import islice

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models.signals import m2m_changed, post_delete

from delivery.writing import site_version, writing


def batched(items, size):
    """Yield lists of at most ``size`` items."""
    items = iter(items)
    while some := list(islice(items, size)):
        yield some


class TrackedQuerySet(models.QuerySet):
    """Reports the rows that it writes to the unit of work."""

    def update(self, **kwargs):
        if not self.model.public_fields(kwargs):
            return super().update(**kwargs)
        with writing() as unit:
            keys = list(unit.lock(self._to_lock()))
            # The caller's condition stays in the UPDATE; the keys exclude rows that came later.
            rows = self.filter(pk__in=keys)
            written = models.QuerySet.update(rows, **kwargs) if keys else 0
            unit.wrote(self.model, keys)
            return written

    update.alters_data = True  # type: ignore[attr-defined]

    def _to_lock(self):
        """Return the rows of this queryset, complete and in a fixed order, ready to be locked."""
        if self.query.distinct or self.query.group_by is not None:
            # PostgreSQL cannot lock rows of a query with DISTINCT or GROUP BY.
            return self.model._base_manager.filter(pk__in=self.values("pk")).order_by("pk")
        return self.order_by("pk").select_related(None).prefetch_related(None).defer(None)

    def bulk_create(self, objs, *args, **kwargs):
        """As Django's. Raises ``TypeError`` with ``ignore_conflicts``, which hides what was created."""
        if kwargs.get("ignore_conflicts"):
            msg = "bulk_create(ignore_conflicts=True) does not tell which rows it made."
            raise TypeError(msg)
        with writing() as unit:
            made = super().bulk_create(objs, *args, **kwargs)
            unit.wrote(self.model, [row.pk for row in made])
            return made

    def bulk_update(self, objs, fields, batch_size=None):
        # Django writes it through ``update``, a batch at a time.
        with writing():
            return super().bulk_update(objs, fields, batch_size)

    bulk_update.alters_data = True  # type: ignore[attr-defined]

    def delete(self):
        with writing():
            return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class TrackedModel(models.Model):
    """A row that the public may see. Subclasses list what follows from writing one."""

    # What is written along with a row, and then what follows, in this order: functions of a list of
    # ``delivery.writing.Change``.
    derived: tuple = ()
    follows: tuple = (site_version,)
    # The field that leads to the thing that a row is a part of, and whose life it shares.
    part_of = ""
    # Fields that the public never sees: a change to these alone has no consequences.
    private_fields: frozenset[str] = frozenset()
    # Fields whose change may move the next instant at which something appears or ends.
    instant_fields: frozenset[str] = frozenset()

    objects = TrackedQuerySet.as_manager()

    class Meta:
        abstract = True

    @classmethod
    def public_fields(cls, names):
        """Return those of the field names whose value the public can see."""
        return [name for name in names if name.removesuffix("_id") not in cls.private_fields]

    @property
    def whole(self):
        """The thing that this row is a part of; itself if it is none."""
        return getattr(self, self.part_of) if self.part_of else self

    def concerns_public(self):
        """Return whether the public sees this row, or will see it without any further action."""
        if not self.part_of:
            return True
        try:
            return self.whole.concerns_public()
        except ObjectDoesNotExist:
            # Deleted together with the whole, which reports it for both.
            return False

    def save(self, *args, **kwargs):
        with writing() as unit:
            if self.pk is not None:
                unit.lock_one(type(self), self.pk)
            super().save(*args, **kwargs)
            unit.wrote(type(self), [self.pk])

    def delete(self, *args, **kwargs):
        with writing():
            return super().delete(*args, **kwargs)


def _deleted(sender, instance, **kwargs):
    with writing() as unit:
        unit.deleted(instance)


def _related(sender, instance, action, reverse, model, pk_set, **kwargs):
    # Before it is cleared: afterwards nobody knows what was there.
    if action not in {"post_add", "post_remove", "pre_clear"}:
        return
    with writing() as unit:
        for row in _declaring(sender, instance, reverse, model, pk_set):
            unit.related(row)


def _declaring(through, instance, reverse, model, pk_set):
    """Return the rows of the side that declares the relation, whichever side writes it."""
    if not reverse:
        return [instance]
    if pk_set is not None:
        return model._base_manager.filter(pk__in=pk_set)
    # All of them are removed, and are not named.
    fields = model._meta.local_many_to_many
    name = next(field.name for field in fields if field.remote_field.through is through)
    return model._base_manager.filter(**{name: instance})


def connect(models_of_site):
    """Connect to what Django reports only by signals; called once, when all models are loaded."""
    for model in models_of_site:
        if not issubclass(model, TrackedModel):
            continue
        name = model._meta.label
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"delivery.deleted.{name}")
        for field in model._meta.local_many_to_many:
            through = field.remote_field.through
            # A relation with its own through model is written through its rows, which are tracked
            # themselves.
            if through._meta.auto_created:
                m2m_changed.connect(
                    _related, sender=through, dispatch_uid=f"delivery.related.{through._meta.label}"
                )
