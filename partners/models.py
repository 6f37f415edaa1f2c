"""Organisations: what they are, where they are, and how they relate to the cluster."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from addresses.paths import address
from delivery.tracking import TrackedModel
from languages.codes import codes
from languages.labels import LabelField
from languages.slugs import AddressSlugField
from library.models import Image
from publishing.dates import PartialDateField
from publishing.lines import LinesField
from publishing.models import DescribedMixin, Publishable, PublishableQuerySet, TextRow
from publishing.models.shapes import choice_constraint, optional_key
from publishing.webpage.sharing import ShareImage
from richtext.field import RichTextField


class OrganisationQuerySet(PublishableQuerySet):
    """Organisations; the cluster itself is one of them."""

    def partners(self):
        """Return all except the cluster itself."""
        return self.filter(is_cluster=False)

    def members(self):
        """Return the current members of the cluster."""
        kinds = (RelationKind.MEMBER, RelationKind.FOUNDING_MEMBER)
        return self.filter(
            models.Exists(
                Relation.objects.filter(organisation=models.OuterRef("pk"), kind__in=kinds, end="")
            )
        )

    def for_lists(self):
        """Fetch only what a list shows of an organisation, which takes half the time."""
        texts = OrganisationText.objects.only("organisation", "language", "name")
        return self.only("slug", "kind", "country").prefetch_related(
            models.Prefetch("texts", texts)
        )


class OrganisationKind(models.TextChoices):
    """What an organisation is."""

    COMPANY = "company", _("company")
    UNIVERSITY = "university", _("university")
    SCHOOL = "school", _("school")
    RESEARCH = "research", _("research organisation")
    PUBLIC_AUTHORITY = "public_authority", _("public authority")
    CLUSTER = "cluster", _("cluster or network")
    ASSOCIATION = "association", _("association or NGO")
    MEDIA = "media", _("media")
    INCUBATOR = "incubator", _("incubator or accelerator")
    OTHER = "other", _("other")
    UNKNOWN = "unknown", _("not known")


class Organisation(DescribedMixin, Publishable):
    """Facts of an organisation; its names and text are in ``texts``, one row per language."""

    slug = AddressSlugField(unique=True)
    kind = models.CharField(
        _("kind"), max_length=20, choices=OrganisationKind.choices, default=OrganisationKind.UNKNOWN
    )
    other_names = LinesField(_("other names"))
    country = models.CharField(
        _("country"), max_length=2, blank=True, help_text=_("Two letters, for example BG.")
    )
    city = LabelField(_("city"), blank=True)
    site = models.URLField(_("website"), blank=True)
    logo = optional_key(Image, _("logo"), related_name="logo_of_organisations")
    networks = models.ManyToManyField(
        "self",
        verbose_name=_("member of networks"),
        symmetrical=False,
        blank=True,
        related_name="network_members",
    )
    is_cluster = models.BooleanField(
        _("this is the cluster itself"),
        default=False,
        help_text=_(
            "It is shown in the footer and among participants, not in the list of partners."
        ),
    )

    objects = OrganisationQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["slug"]
        constraints = [
            *Publishable.Meta.constraints,
            choice_constraint("kind", OrganisationKind, "partners_organisation_kind_known"),
            models.UniqueConstraint(
                fields=["is_cluster"],
                condition=models.Q(is_cluster=True),
                name="partners_one_cluster",
                violation_error_message=_("Another organisation is marked as the cluster."),
            ),
        ]

    def __str__(self):
        text = self.any_text()
        return text.short_name if text else self.slug

    def paths(self):
        return {code: address("partner", code, slug=self.slug) for code in codes()}


class OrganisationText(TextRow):
    """Name and description of an organisation in one language."""

    part_of = "organisation"
    link_fields = ("name", "acronym")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="texts", verbose_name=_("organisation")
    )
    name = models.CharField(_("name"), max_length=300)
    acronym = models.CharField(_("acronym"), max_length=50, blank=True)
    text = RichTextField(_("text"), blank=True)

    class Meta(TextRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "language"], name="partners_one_text_per_language"
            )
        ]

    def __str__(self):
        return self.name

    def share_image(self):
        """Return its share image."""
        return ShareImage(uid=self.uid, language=self.language, title=self.name)

    @property
    def short_name(self):
        """The acronym if there is one, else the name."""
        return self.acronym or self.name


def names_of_cluster(language):
    """Return the public names of the cluster, as a queryset of ``name``: that for a language is first."""
    texts = OrganisationText.objects.published().filter(organisation__is_cluster=True)
    return texts.best_first(language).values("name")


class RelationKind(models.TextChoices):
    """How an organisation relates to the cluster."""

    MEMBER = "member", _("member")
    FOUNDING_MEMBER = "founding_member", _("founding member")
    MEMORANDUM = "memorandum", _("memorandum or agreement")
    NETWORK = "network", _("network")
    SUPPLIER = "supplier", _("supplier")
    SPONSOR = "sponsor", _("sponsor")


class Relation(TrackedModel):
    """One dated relation of an organisation to the cluster; an organisation may have several."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="relations"
    )
    kind = models.CharField(_("relation"), max_length=20, choices=RelationKind.choices)
    start = PartialDateField(_("since"))
    end = PartialDateField(_("until"))

    part_of = "organisation"

    class Meta:
        verbose_name = _("relation to the cluster")
        verbose_name_plural = _("relations to the cluster")
        ordering = ["start", "pk"]
        constraints = [
            choice_constraint("kind", RelationKind, "partners_relation_kind_known"),
            models.UniqueConstraint(
                fields=["organisation", "kind", "start"], name="partners_relation_once"
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
