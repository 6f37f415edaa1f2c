"""Organisations: what they are, where they are, and how they relate to the cluster."""

from django.db import models
from django.db.models import Case, Exists, ExpressionWrapper, OuterRef, Q, Value, When
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _

from addresses.paths import address
from delivery.tracking import TrackedModel
from languages.codes import codes
from languages.labels import LabelField
from languages.slugs import AddressSlugField
from library.models import Image
from partners import above
from publishing.dates import PartialDate, PartialDateField, span
from publishing.lines import LinesField
from publishing.models import DescribedMixin, Publishable, PublishableQuerySet, TextRow
from publishing.models.shapes import choice_constraint, optional_key
from publishing.models.text import TextRowQuerySet
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
        return self.filter(Exists(_relations().filter(kind__in=kinds, end="")))

    def with_page(self):
        """Return those with a page of their own; of the others, the list of partners has a line.

        The cluster has a page, and so has what has a text in some language, or a public post about it,
        or at least two of these facts:

        - what its line says: a kind, a country, a city or a public network that it is in. However many
          are known, they are one fact: a page that repeats a line helps nobody.
        - a website
        - a logo
        - a relation to the cluster
        - a public project
        - public members, if it is a network
        """
        return self.filter(_has_page())

    def mark_pages(self):
        """Annotate each with ``has_page``: whether ``with_page`` would return it."""
        return self.annotate(has_page=ExpressionWrapper(_has_page(), models.BooleanField()))

    def for_lists(self):
        """Fetch only what a list shows of an organisation, which takes half the time."""
        texts = OrganisationText.objects.only("organisation", "language", "name", "acronym")
        return self.only("slug", "kind", "country", "city").prefetch_related(
            models.Prefetch("texts", texts)
        )


def _has_page():
    """Return the condition of ``OrganisationQuerySet.with_page``.

    Each part begins at the rows of one organisation and follows keys from there: a join would let the
    database go through all organisations for each. What most have comes first.
    """
    texts = OrganisationText.objects.filter(organisation=OuterRef("pk")).exclude(text="")
    facts = [
        ~Q(kind__in=SAYS_NOTHING) | ~Q(country="") | ~Q(city={}) | _tied("from", "to"),
        ~Q(site=""),
        Q(logo__isnull=False),
        Q(Exists(_relations())),
        above.knows("has_project"),
        Q(_tied("to", "from")),
    ]
    number = sum((Case(When(fact, then=1), default=0) for fact in facts), Value(0))
    is_known = GreaterThanOrEqual(number, 2)
    return Q(is_cluster=True) | is_known | Exists(texts) | above.knows("has_post")


def _tied(this, other):
    """Return the condition that an organisation is at this end of a tie to a public one at the other.

    Of a member and its network, ``"from"`` is the end of the member and ``"to"`` that of the network.
    """
    public = Organisation.objects.published().order_by()
    ties = Organisation.networks.through.objects.filter(
        Exists(public.filter(pk=OuterRef(f"{other}_organisation"))),
        **{f"{this}_organisation": OuterRef("pk")},
    )
    return Exists(ties)


def _relations():
    """Return the relations of an organisation of an outer query."""
    return Relation.objects.filter(organisation=OuterRef("pk")).order_by()


class OrganisationKind(models.TextChoices):
    """What an organisation is."""

    COMPANY = "company", _("company")
    UNIVERSITY = "university", _("university")
    SCHOOL = "school", _("school")
    RESEARCH = "research", _("research organisation")
    PUBLIC_AUTHORITY = "public_authority", _("public authority")
    CLUSTER = "cluster", _("network")
    ASSOCIATION = "association", _("association")
    MEDIA = "media", _("media")
    INCUBATOR = "incubator", _("incubator or accelerator")
    OTHER = "other", _("other")
    UNKNOWN = "unknown", _("not known")


# Kinds that staff choose where no other fits: visitors are not told.
SAYS_NOTHING = (OrganisationKind.OTHER, OrganisationKind.UNKNOWN)


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

    @property
    def kind_shown(self):
        """Its kind in words, empty where that says nothing."""
        return "" if self.kind in SAYS_NOTHING else self.get_kind_display()

    def paths(self):
        return {code: address("partner", code, slug=self.slug) for code in codes()}


class OrganisationTextQuerySet(TextRowQuerySet):
    """Texts of organisations."""

    def with_page(self):
        """Return the texts of organisations with a page of their own."""
        pages = Organisation.objects.with_page().order_by()
        return self.filter(Exists(pages.filter(pk=OuterRef("organisation"))))


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

    objects = OrganisationTextQuerySet.as_manager()

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
    MEMORANDUM = "memorandum", _("agreement")
    NETWORK = "network", _("network we belong to")
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

    def told(self):
        """Return it in words for visitors: "member since 2019", "agreement of 11 September 2023"."""
        words, start = str(self.get_kind_display()), self.start
        if self.kind == RelationKind.MEMORANDUM and start:
            words = str(_("%(kind)s of %(day)s") % {"kind": words, "day": start.format()})
            start = PartialDate("")
        return " ".join(filter(None, (words, span(start, self.end))))
