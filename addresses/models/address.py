"""Every address that a thing has or had."""

import re

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from languages.codes import choices

# Three slugs of 200 characters, a language and the words of a section.
LONGEST = 700


class AddressQuerySet(models.QuerySet):
    """Addresses, and the ways in which they follow their objects."""

    def live(self, at=None):
        """Return the current addresses of what the public sees at this instant."""
        at = at or timezone.now()
        return self.filter(is_current=True, public_from__lte=at).exclude(public_until__lte=at)

    def sync(self, thing):
        """Write down where an object stands now; what it leaves stays as an old address.

        ``thing`` has ``uid``, ``paths()`` and ``public_span()``.
        """
        wanted = {language: path for language, path in thing.paths().items() if path}
        public_from, public_until = thing.public_span()
        label = thing._meta.label
        with transaction.atomic():
            mine = self.filter(uid=thing.uid)
            mine.update(public_from=public_from, public_until=public_until)
            for language, path in wanted.items():
                self._move(thing.uid, label, language, path, (public_from, public_until))

    def _move(self, uid, label, language, path, span):
        mine = self.filter(uid=uid, language=language)
        mine.filter(is_current=True).exclude(path=path).update(is_current=False)
        # Somebody who left this path behind, or lost it, no longer stands there.
        self.filter(path=path, is_current=True).exclude(uid=uid).update(is_current=False)
        self.update_or_create(
            uid=uid,
            language=language,
            path=path,
            defaults={
                "label": label,
                "is_current": True,
                "public_from": span[0],
                "public_until": span[1],
            },
        )

    def of_former_site(self, thing):
        """Return the addresses that staff wrote for an object, those of the former site."""
        return self.filter(uid=thing.uid, by_hand=True)

    def write_former(self, thing, paths):
        """Let exactly these paths, as the former site had them, lead to an object."""
        public_from, public_until = thing.public_span()
        with transaction.atomic():
            self.of_former_site(thing).exclude(path__in=paths).delete()
            for path in paths:
                self.update_or_create(
                    uid=thing.uid,
                    language=path.split("/")[1],
                    path=path,
                    defaults={
                        "label": thing._meta.label,
                        "is_current": False,
                        "by_hand": True,
                        "former_id": former_id(path),
                        "public_from": public_from,
                        "public_until": public_until,
                    },
                )

    def close(self, thing):
        """Remember of a deleted object only whether it was public."""
        now = timezone.now()
        mine = self.filter(uid=thing.uid)
        mine.filter(models.Q(public_from__isnull=True) | models.Q(public_from__gt=now)).delete()
        mine.filter(models.Q(public_until__isnull=True) | models.Q(public_until__gt=now)).update(
            public_until=now
        )
        mine.update(is_current=False)


def former_id(path):
    """Return the article's number in an address of the former site, None if it has none.

    ``/en/news/355-skills4cities-en`` has 355: one sequence for all sections and languages.
    """
    found = re.match(r"(\d{1,9})(?:-|$)", path.rstrip("/").rpartition("/")[2])
    return int(found[1]) if found and path.count("/") > 2 else None


class Address(models.Model):
    """One path of one object in one language, current or old.

    ``public_from`` and ``public_until`` let it answer alone: nothing before the first, 410 after the
    second. Staff write those of the former site ``by_hand``; ``former_id`` is the number of its
    article. ``label`` is the model's label; there is no foreign key, because an address outlives its
    object.
    """

    uid = models.UUIDField(db_index=True)
    label = models.CharField(max_length=60)
    language = models.CharField(max_length=8, choices=choices)
    path = models.CharField(_("address"), max_length=LONGEST, db_index=True)
    is_current = models.BooleanField(default=True)
    by_hand = models.BooleanField(default=False)
    former_id = models.PositiveIntegerField(null=True, db_index=True)
    public_from = models.DateTimeField(null=True)
    public_until = models.DateTimeField(null=True)

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address")
        verbose_name_plural = _("addresses")
        constraints = [
            models.UniqueConstraint(
                fields=["uid", "language", "path"], name="addresses_address_once"
            ),
            models.UniqueConstraint(
                fields=["path"],
                condition=models.Q(is_current=True),
                name="addresses_address_current_path_once",
            ),
            models.UniqueConstraint(
                fields=["uid", "language"],
                condition=models.Q(is_current=True),
                name="addresses_address_one_current",
            ),
        ]

    def __str__(self):
        return self.path

    def state(self, at=None):
        """Return ``"live"``, ``"gone"`` or ``"never"`` for this instant (default: now)."""
        at = at or timezone.now()
        if self.public_from is None or self.public_from > at:
            return "never"
        return "gone" if self.public_until is not None and self.public_until <= at else "live"
