"""EU programmes. Their rows come from a data file and are synced after every migrate."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from delivery.tracking import TrackedModel
from delivery.writing import site_version
from languages.labels import LabelField, label
from publishing.models.shapes import choice_constraint
from publishing.searchable import follow_in_search


class Management(models.TextChoices):
    """Who manages the money (Financial Regulation, art. 62)."""

    DIRECT = "direct", _("direct")
    INDIRECT = "indirect", _("indirect")
    SHARED = "shared", _("shared")
    UNKNOWN = "unknown", _("not known")


class Programme(TrackedModel):
    """One programme in one period. ``statement`` names the wording that the grant requires."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = LabelField(_("name"))
    period = models.CharField(_("period"), max_length=20, help_text=_("For example 2021-27."))
    management = models.CharField(
        _("management"), max_length=10, choices=Management.choices, default=Management.UNKNOWN
    )
    statement = models.SlugField(_("funding statement"), max_length=60, blank=True)

    follows = (follow_in_search, site_version)

    class Meta:
        verbose_name = _("EU programme")
        verbose_name_plural = _("EU programmes")
        ordering = ["code"]
        constraints = [
            choice_constraint("management", Management, "projects_programme_management_known")
        ]

    def __str__(self):
        return f"{label(self.name)} ({self.period})"
