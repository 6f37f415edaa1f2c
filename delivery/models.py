"""The site version, and tasks that are due at an instant."""

from datetime import UTC, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

# The last change of a site that has never published anything.
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class SiteVersion(models.Model):
    """One row that changes with everything public (``delivery.version`` writes and reads it).

    ``token`` is random and never used twice. ``changed_at`` advances by at least a second with each
    transaction that raises the version. ``upcoming`` is the next instant at which something appears
    or ends by itself, and ``passed_at`` when the last of them was passed.
    """

    token = models.CharField(max_length=32)
    changed_at = models.DateTimeField(default=EPOCH)
    # In the past, so that the first reader of a new row computes the right one.
    upcoming = models.DateTimeField(default=EPOCH)
    passed_at = models.DateTimeField(default=EPOCH)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="delivery_one_site_version")
        ]

    def __str__(self):
        return self.token


class Due(models.Model):
    """A task for an instant: which (``delivery.due``), with which arguments, when.

    It is deleted when it is done. A failed one stays with its ``error`` and is retried later.
    """

    name = models.CharField(_("task"), max_length=60)
    arguments = models.JSONField(_("details"), default=dict, blank=True)
    at = models.DateTimeField(_("when"), db_index=True)
    tries = models.PositiveSmallIntegerField(_("failed attempts"), default=0)
    error = models.TextField(_("what went wrong"), blank=True)

    class Meta:
        verbose_name = _("scheduled task")
        verbose_name_plural = _("scheduled tasks")
        ordering = ["at", "pk"]
        default_permissions = ("view", "change", "delete")
        constraints = [
            # Planned twice, it is still one task.
            models.UniqueConstraint(fields=["name", "arguments"], name="delivery_due_once")
        ]

    def __str__(self):
        return self.name
