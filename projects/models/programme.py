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
    """One programme in one period; ``period`` is empty where only the programme is known.

    ``statement`` names the rules for emblem and wording (``projects/funding.toml``), ``record`` is the
    address of a grant in the official register, with ``{number}`` in it.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = LabelField(_("name"))
    about = LabelField(
        _("what it is"), blank=True, help_text=_("One sentence, for readers who do not know it.")
    )
    period = models.CharField(
        _("period"),
        max_length=20,
        blank=True,
        help_text=_("For example 2021-27. Leave empty if not known."),
    )
    management = models.CharField(
        _("management"), max_length=10, choices=Management.choices, default=Management.UNKNOWN
    )
    statement = models.SlugField(_("funding statement"), max_length=60, blank=True)
    record = models.CharField(
        _("official record"),
        max_length=200,
        blank=True,
        help_text=_("Address with {number} in the place of the grant number."),
    )
    record_name = models.CharField(_("name of the official record"), max_length=100, blank=True)

    follows = (follow_in_search, site_version)

    class Meta:
        verbose_name = _("EU programme")
        verbose_name_plural = _("EU programmes")
        ordering = ["code"]
        constraints = [
            choice_constraint("management", Management, "projects_programme_management_known")
        ]

    def __str__(self):
        return self.full_name()

    def full_name(self, language=None):
        """Return its name with its period, as far as that is known: ``Erasmus+ (2021-27)``."""
        name = label(self.name, language)
        return f"{name} ({self.period})" if self.period else name
