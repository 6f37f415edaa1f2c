"""The texts on the home page and in the footer of every page."""

import re

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Subquery
from django.utils.translation import gettext_lazy as _

from addresses.links import LinkField, is_web_address
from addresses.paths import address
from delivery.tracking import TrackedModel, TrackedQuerySet
from languages.codes import choices, codes
from pages.models.message import hurry_mail
from pages.models.page import Page, PageRole
from pages.profiles import ProfilesField
from partners.models import names_of_cluster

# A telephone number as one writes it; anything else is words, and no link.
DIALLED = re.compile(r"\+?[\d\s()./–-]{3,}")
# What staff should fill in, in the order of the form: the footer and the contact page show it.
CONTACT_FACTS = ("address", "mail", "phone", "register_number", "map_link")


class SiteTextQuerySet(TrackedQuerySet):
    """The texts in every language."""

    def complete(self, **kwargs):
        """Create an empty row for each new language, for staff to fill in. Safe to run again."""
        for language in codes():
            self.get_or_create(language=language)

    def of_language(self, language):
        """Return the texts of a language, with what else the frame needs, in one query.

        ``name_of_cluster`` is from the cluster's own row; ``contact_path`` and ``privacy_path`` are the
        paths of the public pages with these roles, each None if there is none.
        """
        return self.annotate(
            name_of_cluster=Subquery(names_of_cluster(language)[:1]),
            contact_path=Subquery(_path_of(PageRole.CONTACT, language)),
            privacy_path=Subquery(_path_of(PageRole.PRIVACY, language)),
        ).get(language=language)


def _path_of(role, language):
    """Return the path of the public page with a role, as a query: of several the oldest."""
    pages = Page.objects.published().in_language(language).filter(role=role)
    return pages.order_by("pk").values("path")[:1]


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
    register_number = models.CharField(
        _("register number (UIC/ЕИК)"),
        max_length=40,
        blank=True,
        help_text=_("Of the organisation in the commercial or non-profit register."),
    )
    map_link = models.CharField(
        _("address on a map"),
        max_length=500,
        blank=True,
        validators=[is_web_address],
        help_text=_("The web address of the place on a map, starting with https://"),
    )
    profiles = ProfilesField(_("social profiles"))
    keep_messages = models.PositiveSmallIntegerField(
        _("days to keep messages"),
        default=180,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text=_(
            "New messages from the contact form are deleted after so many days. Visitors read this "
            "number beside the form."
        ),
    )
    members = models.CharField(
        _("how many members there are"),
        max_length=60,
        blank=True,
        help_text=_(
            "As in a sentence: more than 60 members (2022). Shown over the list of members."
        ),
    )
    membership = LinkField(_("page for those who want to become a member"), blank=True)

    follows = (hurry_mail, *TrackedModel.follows)

    objects = SiteTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("home page and footer")
        verbose_name_plural = _("home page and footer")
        ordering = ["language"]

    def __str__(self):
        return self.get_language_display()

    @property
    def name(self):
        """The name of the site in this language; of a row from ``of_language`` only."""
        return self.name_of_cluster or _("Sofia – Knowledge City")

    @property
    def phone_link(self):
        """The telephone number as a ``tel:`` link; empty if it has words, too."""
        number = self.phone.replace("(0)", "").strip()
        if not DIALLED.fullmatch(number):
            return ""
        return f"tel:{'+' if number.startswith('+') else ''}{re.sub(r'[^0-9]', '', number)}"

    @property
    def contact(self):
        """The address of the contact page; of a row from ``of_language`` only."""
        return self._address(self.contact_path)

    @property
    def privacy(self):
        """The address of the page on privacy; of a row from ``of_language`` only."""
        return self._address(self.privacy_path)

    def _address(self, path):
        return address("page", self.language, path=path) if path else ""

    def missing(self):
        """Return the names of the contact facts that nobody has filled in."""
        return [
            self._meta.get_field(name).verbose_name
            for name in CONTACT_FACTS
            if not getattr(self, name)
        ]
