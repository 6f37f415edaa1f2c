"""The texts on the home page and in the footer of every page."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from addresses.links import LinkField
from delivery.tracking import TrackedModel, TrackedQuerySet
from languages.codes import choices, codes
from pages.profiles import ProfilesField


class SiteTextQuerySet(TrackedQuerySet):
    """The texts in every language."""

    def complete(self, **kwargs):
        """Create an empty row for each new language, for staff to fill in. Safe to run again."""
        for language in codes():
            self.get_or_create(language=language)


class SiteText(TrackedModel):
    """Texts of the home page, the footer and the list of members, one row per language."""

    language = models.CharField(_("language"), max_length=8, choices=choices, unique=True)
    intro_title = models.CharField(
        _("heading of the home page"),
        max_length=120,
        blank=True,
        help_text=_("If empty, the name of the cluster."),
    )
    intro = models.TextField(_("intro of the home page"), max_length=600, blank=True)
    rights_holder = models.CharField(
        _("holder of the rights"),
        max_length=120,
        blank=True,
        help_text=_("Shown in the footer after © and the year. If empty, the name of the cluster."),
    )
    address = models.TextField(
        _("address"), max_length=300, blank=True, help_text=_("As written on a letter.")
    )
    mail = models.EmailField(_("mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    profiles = ProfilesField(_("social profiles"))
    members = models.CharField(
        _("how many members there are"),
        max_length=60,
        blank=True,
        help_text=_(
            "As in a sentence: more than 60 members (2022). Shown over the list of members."
        ),
    )
    membership = LinkField(_("page for those who want to become a member"), blank=True)

    objects = SiteTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("home page and footer")
        verbose_name_plural = _("home page and footer")
        ordering = ["language"]

    def __str__(self):
        return self.get_language_display()
