"""What groups posts: topics and series, each with an address in the list of every kind."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from addresses.models import Address
from addresses.paths import address
from blog.kinds import Kind
from delivery.models import EPOCH
from delivery.tracking import TrackedModel
from delivery.writing import site_version
from languages.codes import codes
from languages.labels import LabelField, label
from languages.slugs import AddressSlugField


def follow_gathering_addresses(changes):
    """Update the addresses of topics or series to their slugs, in each of the lists."""
    there = [change.after for change in changes if change.after and change.touches({"slug"})]
    gone = [change.before for change in changes if change.after is None]
    Address.objects.sync(ListedGathering(row, kind) for row in there for kind in Kind)
    Address.objects.close([ListedGathering(row, kind) for row in gone for kind in Kind])


class Gathering(TrackedModel):
    """A topic or a series: a label that groups posts, with an address of its own."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = AddressSlugField(unique=True)
    label = LabelField(_("name"))

    # "topic" or "series": the suffix of its route names.
    route = ""

    follows = (follow_gathering_addresses, site_version)

    class Meta:
        abstract = True
        ordering = ["slug"]

    def __str__(self):
        return label(self.label) or self.slug


class ListedGathering:
    """A topic or series in the list of one kind, with what ``Address`` needs."""

    def __init__(self, gathering, kind):
        self.gathering, self.kind = gathering, kind
        self._meta = gathering._meta
        # Each list has addresses of its own, so each needs an identity of its own.
        self.uid = uuid.uuid5(gathering.uid, str(kind))

    def paths(self):
        name = f"{self.kind.route}_{self.gathering.route}"
        return {code: address(name, code, slug=self.gathering.slug) for code in codes()}

    def public_span(self):
        # It has no life cycle: its list is public while it contains posts.
        return EPOCH, None


class Topic(Gathering):
    """What posts are about."""

    route = "topic"

    class Meta(Gathering.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Series(Gathering):
    """Posts that belong together, in order."""

    route = "series"

    class Meta(Gathering.Meta):
        verbose_name = _("series")
        verbose_name_plural = pgettext_lazy("several", "series")
