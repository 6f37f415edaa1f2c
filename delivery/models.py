"""The site version: one number that rises whenever something public changes."""

from django.db import models
from django.utils import timezone


class SiteVersion(models.Model):
    """One row. ``changed_at`` moves on by at least a second with every number (see ``version``)."""

    number = models.BigIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="delivery_one_site_version")
        ]

    def __str__(self):
        return str(self.number)
