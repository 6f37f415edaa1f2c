"""The block on the home page that promotes one thing for a time."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from addresses.links import LinkField
from delivery.writing import site_version
from languages.codes import choices
from library.models import Image
from publishing.models import Publishable
from publishing.models.shapes import optional_key
from publishing.uses import follow_uses


class Promotion(Publishable):
    """One promoted block in one language; it appears and ends by its own dates.

    The home page shows the newest public one of its language.
    """

    language = models.CharField(_("language"), max_length=8, choices=choices)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=600)
    link = LinkField(_("links to"))
    image = optional_key(Image, _("picture"), related_name="promotions")

    # It has no page: neither search nor an address leads to it.
    follows = (follow_uses, site_version)

    class Meta(Publishable.Meta):
        verbose_name = _("promoted block")
        verbose_name_plural = _("promoted blocks")
        ordering = ["-published_at", "-pk"]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(fields=["language", "status", "-published_at"]),
        ]

    def __str__(self):
        return self.title
