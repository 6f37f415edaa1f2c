"""Addresses that were requested and led nowhere, for staff to see."""

import re
import time
from datetime import timedelta

from django.db import DatabaseError, models, transaction
from django.utils.translation import gettext_lazy as _

from delivery import clock

# More would help nobody, and strangers decide what is requested.
MOST = 500
# Counting is approximate: one per this many seconds and process, so that robots cannot make us
# write.
PAUSE = 1
YEAR = timedelta(days=365)
ORDINARY = re.compile(r"/[a-z]{2}/[A-Za-z0-9/_-]{1,290}")
_last = 0.0


class MissedAddressQuerySet(models.QuerySet):
    """What was requested in vain."""

    def note(self, path):
        """Count a path; odd ones, and those that come too fast, are ignored."""
        global _last  # noqa: PLW0603 - a clock of this process
        if not ORDINARY.fullmatch(path) or time.monotonic() - _last < PAUSE:
            return
        _last = time.monotonic()
        try:
            with transaction.atomic():
                self._count(path)
        except DatabaseError:
            # The visitor gets the page all the same.
            return

    def forget_old(self):
        """Delete what nobody has requested for a year; return how many."""
        return self.filter(last_seen__lt=clock.now() - YEAR).delete()[0]

    def _count(self, path):
        now = clock.now()
        if self.filter(path=path).update(count=models.F("count") + 1, last_seen=now):
            return
        self.create(path=path, last_seen=now)
        rest = self.order_by("-last_seen").values_list("pk", flat=True)[MOST:]
        self.filter(pk__in=list(rest)).delete()


class MissedAddress(models.Model):
    """One path, how often it was requested, and when last."""

    path = models.CharField(_("address"), max_length=300, unique=True)
    count = models.PositiveIntegerField(_("times"), default=1)
    first_seen = models.DateTimeField(_("first requested"), auto_now_add=True)
    last_seen = models.DateTimeField(_("last requested"), db_index=True)

    objects = MissedAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("broken address")
        verbose_name_plural = _("broken addresses")
        ordering = ["-count", "-last_seen"]
        default_permissions = ("view", "change", "delete")

    def __str__(self):
        return self.path
