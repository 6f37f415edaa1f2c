"""Every address that a thing has or had."""

import re

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delivery import clock
from languages.codes import choices

# Three slugs of 200 characters, a language and the words of a section.
LONGEST = 700


class AddressQuerySet(models.QuerySet):
    """Addresses, and how they follow their objects."""

    def live(self, at=None):
        """Return the current addresses of what the public sees at this instant."""
        at = at or clock.now()
        return self.filter(is_current=True, public_from__lte=at).exclude(public_until__lte=at)

    def sync(self, things):
        """Record the current addresses of objects; those they leave stay as old addresses.

        A thing has ``uid``, ``paths()`` (current path by language) and ``public_span()``. One query
        if nothing moved, at most five otherwise, however many things there are.
        """
        things = {thing.uid: thing for thing in things}
        wanted = {
            (uid, language): path
            for uid, thing in things.items()
            for language, path in thing.paths().items()
            if path
        }
        left, moved = [], []
        missing = dict(wanted)
        for row in self.filter(uid__in=things):
            key = (row.uid, row.language)
            stands = wanted.get(key) == row.path
            if stands:
                del missing[key]
            if row.follow(things[row.uid], is_current=stands):
                (moved if stands else left).append(row)
        fields = ["is_current", "public_from", "public_until"]
        # First the addresses they leave, so that no path exists twice at any moment.
        self.bulk_update(left, fields)
        # Somebody else's address that these things take over no longer leads there.
        taken = [row.path for row in moved] + list(missing.values())
        if taken:
            others = self.filter(path__in=taken, is_current=True).exclude(uid__in=things)
            others.update(is_current=False)
        self.bulk_update(moved, fields)
        self.bulk_create(
            Address.of(things[uid], language, path) for (uid, language), path in missing.items()
        )

    def of_former_site(self, thing):
        """Return the addresses of the former site that staff entered for an object."""
        return self.filter(uid=thing.uid, by_hand=True)

    def write_former(self, thing, paths):
        """Make exactly these paths of the former site lead to an object."""
        with transaction.atomic():
            self.of_former_site(thing).exclude(path__in=paths).delete()
            for path in paths:
                self.filter(uid=thing.uid, path=path).delete()
                former = {"by_hand": True, "is_current": False, "former_id": former_id(path)}
                Address.of(thing, path.split("/")[1], path, **former).save()

    def close(self, things):
        """Keep, of deleted objects, only whether they were public."""
        now = timezone.now()
        mine = self.filter(uid__in=[thing.uid for thing in things])
        mine.filter(models.Q(public_from__isnull=True) | models.Q(public_from__gt=now)).delete()
        mine.filter(models.Q(public_until__isnull=True) | models.Q(public_until__gt=now)).update(
            public_until=now
        )
        mine.update(is_current=False)


def former_id(path):
    """Return the article's number in an address of the former site, None if it has none.

    ``/en/news/355-skills4cities-en`` has 355: one sequence for all sections and languages.
    """
    match = re.match(r"(\d{1,9})(?:-|$)", path.rstrip("/").rpartition("/")[2])
    return int(match[1]) if match and path.count("/") > 2 else None


class Address(models.Model):
    """One path of one object in one language, current or old.

    ``public_from`` and ``public_until`` decide the response without the object: 404 before the
    first, 410 after the second. Staff enter those of the former site ``by_hand``; ``former_id`` is
    the number of its article. ``label`` is the model's label; there is no foreign key, because an
    address outlives its object.
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

    @classmethod
    def of(cls, thing, language, path, **fields):
        """Return a new, unsaved address of an object: current unless ``fields`` say otherwise."""
        row = cls(uid=thing.uid, label=thing._meta.label, language=language, path=path, **fields)
        row.public_from, row.public_until = thing.public_span()
        return row

    def follow(self, thing, *, is_current):
        """Copy what is now true of its object; return whether anything changed."""
        now = (is_current, *thing.public_span())
        before = (self.is_current, self.public_from, self.public_until)
        self.is_current, self.public_from, self.public_until = now
        return now != before

    def state(self, at=None):
        """Return ``"live"``, ``"gone"`` or ``"never"`` for this instant (default: the request's now)."""
        at = at or clock.now()
        if self.public_from is None or self.public_from > at:
            return "never"
        return "gone" if self.public_until is not None and self.public_until <= at else "live"


def follow_addresses(changes):
    """Update the addresses of written rows; those of deleted rows respond with 410."""
    model = type(changes[0].row)
    Address.objects.sync(
        change.after
        for change in changes
        if change.after is not None and change.touches(model.address_fields)
    )
    if gone := [change.before for change in changes if change.after is None]:
        Address.objects.close(gone)
