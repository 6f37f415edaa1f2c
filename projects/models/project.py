"""A project: its facts once, its texts by language."""

from urllib.parse import quote

from django.db import models
from django.db.models.functions import JSONObject
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from addresses.models.address import follow_addresses
from addresses.paths import address
from delivery import clock
from delivery.writing import site_version
from languages.codes import codes
from languages.labels import LabelField, SentenceField
from languages.slugs import AddressSlugField
from library.models import Image
from people.models import Person
from projects import funding
from projects.models.programme import Programme
from projects.models.words import (
    PHASES,
    SET_BY_HAND,
    TOTAL_LABELS,
    Currency,
    Funding,
    Phase,
    TotalIs,
)
from publishing.dates import PartialDateField, span
from publishing.lines import LinesField
from publishing.models import DescribedMixin, Publishable, PublishableQuerySet, TextRow
from publishing.models.shapes import choice_constraint, optional_key
from publishing.searchable import follow_in_search
from publishing.uses import follow_uses
from publishing.webpage.sharing import ShareImage
from richtext.field import RichTextField

# How many colours the stylesheet has for projects.
COLOURS = 10
# The facts of a grant, by their names in ``funding.Grant``.
GRANT = {
    "slug": "slug",
    "acronym": "acronym",
    "programme": "programme__code",
    "rule": "programme__statement",
    "period": "programme__period",
    "management": "programme__management",
    "funding": "funding",
    "authority": "granting_authority",
    "national_funder": "national_funder",
    "number": "grant_number",
    "statement": "statement",
    "disclaimer": "disclaimer",
    "source": "statement_source",
}


def _value(row, path):
    """Return the value at the end of a path of attributes, None if one of them is None."""
    for name in path.split("__"):
        row = row and getattr(row, name)
    return row


class ProjectQuerySet(PublishableQuerySet):
    """Projects, in the order in which visitors look for them."""

    def _with_phase(self):
        """Annotate each with ``place``: its ``Phase`` today, as an index of ``PHASES``.

        A date without a day, in the same year or month as today, is neither past nor future: as text,
        ``2022`` sorts before ``2022-05-04``.
        """
        day = clock.today().isoformat()

        def past(name):
            ahead = models.Q(**{f"{name}__in": [day[:4], day[:7]]})
            return models.Q(**{f"{name}__gt": "", f"{name}__lt": day}) & ~ahead

        has_end = models.Q(actual_end__gt="") | models.Q(planned_end__gt="")
        conditions = {
            Phase.COMPLETED: past("actual_end") | (models.Q(actual_end="") & past("planned_end")),
            Phase.PLANNED: models.Q(start__gt=day),
            Phase.CURRENT: models.Q(start__gt="") & has_end,
        }
        cases = [models.When(phase_by_hand=phase, then=place) for place, phase in enumerate(PHASES)]
        cases += [models.When(rows, PHASES.index(phase)) for phase, rows in conditions.items()]
        return self.alias(place=models.Case(*cases, default=PHASES.index(Phase.UNKNOWN)))

    def in_phase(self, phase):
        """Return those in this ``Phase`` today."""
        return self._with_phase().filter(place=PHASES.index(phase))

    def by_phase(self):
        """Sort: current first, then newest first."""
        return self._with_phase().order_by("place", "-start", "slug")

    def with_facts(self):
        """Fetch what ``missing_facts`` looks at."""
        return self.select_related("programme").prefetch_related("participations__organisation")

    def grants(self):
        """Return their grants as JSON, what ``funding.Grant.of`` takes, for ``RowsAsJSON``."""
        return self.order_by("slug").values(item=JSONObject(**GRANT))

    def for_lists(self):
        """Fetch only what a list shows of a project and of its grant."""
        texts = ProjectText.objects.only("project", "language", "name", "summary")
        names = ("phase_by_hand", "start", "planned_end", "actual_end", "programme__name")
        rows = self.select_related("programme").only(*names, *GRANT.values())
        return rows.prefetch_related(models.Prefetch("texts", texts))


def follow_results(changes):
    """Update the addresses of the results, which have the path and the life of their project."""
    # That module imports this one.
    from projects.models.result import Result

    moved = [change.key for change in changes if change.touches(Project.address_fields)]
    if moved:
        Result.objects.filter(project__in=moved).record_addresses()


def _amount(name):
    return models.DecimalField(name, max_digits=14, decimal_places=2, null=True, blank=True)


class Project(DescribedMixin, Publishable):
    """An EU project. What no source states stays empty: visitors see nothing of it, staff find it listed."""

    slug = AddressSlugField(unique=True)
    acronym = models.CharField(_("acronym"), max_length=100)
    other_spellings = LinesField(_("other spellings"))
    programme = optional_key(
        Programme,
        _("EU programme"),
        related_name="projects",
        help_text=_("Leave empty if not known."),
    )
    calls = LinesField(_("calls"))
    grant_number = models.CharField(_("grant number"), max_length=100, blank=True)
    funding = models.CharField(
        _("funding"), max_length=10, choices=Funding.choices, default=Funding.UNKNOWN
    )
    granting_authority = LabelField(_("granting authority"), blank=True)
    national_funder = LabelField(
        _("national co-funder"),
        blank=True,
        help_text=_("Who pays the national part, if there is one."),
    )
    statement = SentenceField(
        _("sentence of the grant agreement"),
        blank=True,
        help_text=_(
            "Only if the agreement gives a sentence of its own: it is shown word for word beside the emblem,"
            " instead of the sentence that follows from the programme."
        ),
    )
    disclaimer = SentenceField(
        _("disclaimer of the grant agreement"),
        blank=True,
        help_text=_("Likewise, at the end of the page."),
    )
    statement_source = models.CharField(
        _("where the agreement says so"),
        max_length=300,
        blank=True,
        help_text=_("For example: Grant agreement 101143958, article 17.2."),
    )
    amount_total = _amount(_("total"))
    total_is = models.CharField(
        _("the total is"), max_length=10, choices=TotalIs.choices, default=TotalIs.UNKNOWN
    )
    amount_eu = _amount(_("from the European Union"))
    amount_national = _amount(_("national"))
    amount_own = _amount(_("own contribution"))
    currency = models.CharField(_("currency"), max_length=3, choices=Currency.choices, blank=True)
    start = PartialDateField(_("start"))
    planned_end = PartialDateField(_("planned end"))
    actual_end = PartialDateField(_("actual end"))
    phase_by_hand = models.CharField(
        _("phase"),
        max_length=10,
        choices=SET_BY_HAND,
        blank=True,
        help_text=_("Only where the dates are not known; otherwise it follows from them."),
    )
    partners_known = models.PositiveSmallIntegerField(
        _("number of partners"),
        null=True,
        blank=True,
        help_text=_("Where the number is known but not every name."),
    )
    associated_known = models.PositiveSmallIntegerField(
        _("number of associated partners"), null=True, blank=True
    )
    site = models.URLField(_("website"), blank=True)
    contact = optional_key(
        Person,
        _("contact"),
        related_name="contact_of_projects",
        help_text=_("Whom to ask about the project; shown once the person has a public page."),
    )
    keep_online_until = models.DateField(
        _("keep online until"),
        null=True,
        blank=True,
        help_text=_("The grant requires this page to stay online until this day."),
    )
    logo = optional_key(Image, _("logo"), related_name="logo_of_projects")
    continues = optional_key("self", _("continues"), related_name="continued_by")

    objects = ProjectQuerySet.as_manager()

    private_fields = Publishable.private_fields | {"keep_online_until"}
    follows = (follow_addresses, follow_results, follow_uses, follow_in_search, site_version)

    class Meta(Publishable.Meta):
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["acronym"]
        constraints = [
            *Publishable.Meta.constraints,
            choice_constraint("funding", Funding, "projects_funding_known"),
            choice_constraint("total_is", TotalIs, "projects_total_is_known"),
            models.CheckConstraint(
                condition=models.Q(phase_by_hand__in=["", *dict(SET_BY_HAND)]),
                name="projects_phase_by_hand_known",
            ),
            models.CheckConstraint(
                condition=models.Q(statement={}, disclaimer={}) | ~models.Q(statement_source=""),
                name="projects_statement_has_source",
                violation_error_message=_(
                    "Say where the grant agreement has this sentence: its number and article."
                ),
            ),
            models.CheckConstraint(
                condition=models.Q(
                    amount_total__isnull=True,
                    amount_eu__isnull=True,
                    amount_national__isnull=True,
                    amount_own__isnull=True,
                )
                | models.Q(currency__in=Currency.values),
                name="projects_amount_has_currency",
                violation_error_message=_("Choose the currency of the amounts."),
            ),
            *(
                models.CheckConstraint(
                    condition=models.Q(**{f"amount_{name}__isnull": True})
                    | models.Q(**{f"amount_{name}__gte": 0}),
                    name=f"projects_amount_{name}_not_negative",
                )
                for name in ("total", "eu", "national", "own")
            ),
            models.CheckConstraint(
                condition=~models.Q(continues=models.F("pk")),
                name="projects_does_not_continue_itself",
            ),
        ]

    def __str__(self):
        return self.acronym

    @property
    def end(self):
        """The end as known: the actual one, else the planned one, else empty."""
        return self.actual_end or self.planned_end

    @property
    def phase(self):
        """Return its ``Phase``: as staff say, else as it follows from its dates today."""
        if self.phase_by_hand:
            return Phase(self.phase_by_hand)
        today = clock.today()
        if self.end and self.end.last_day < today:
            return Phase.COMPLETED
        if self.start and self.start.first_day > today:
            return Phase.PLANNED
        return Phase.CURRENT if self.start and self.end else Phase.UNKNOWN

    @property
    def period(self):
        """Its time in words, as precisely as it is known; empty if it is not."""
        return span(self.start, self.end)

    @property
    def years(self):
        """Its years in words. Of one without a known end, nobody knows whether it goes on."""
        start, end = self.start.year, self.end.year
        if start and not end:
            return gettext("begun in %(year)s") % {"year": start.format()}
        return span(start, end)

    @property
    def has_passed(self):
        """Whether its end lies in the past, or staff say so."""
        return self.phase == Phase.COMPLETED

    @property
    def ended_otherwise(self):
        """Whether its actual end is certainly not the planned one: ``2022`` may still be ``2022-01-31``."""
        actual, planned = self.actual_end, self.planned_end
        if not actual or not planned:
            return False
        return actual.first_day > planned.last_day or actual.last_day < planned.first_day

    @property
    def colour(self):
        """The number of its own colour, one of ``COLOURS``; the next project has the next one."""
        return self.pk % COLOURS

    @property
    def record_address(self):
        """The address of its grant in the official register, ``""`` if there is none."""
        template = self.programme.record if self.programme else ""
        return template.replace("{number}", quote(self.grant_number)) if self.grant_number else ""

    @property
    def amounts(self):
        """Its amounts by kind: ``[(label, amount)]``, the total first."""
        found = [
            (TOTAL_LABELS[self.total_is], self.amount_total),
            (_("From the European Union"), self.amount_eu),
            (_("National funding"), self.amount_national),
            (_("Own contribution"), self.amount_own),
        ]
        return [(words, amount) for words, amount in found if amount is not None]

    @property
    def grant(self):
        """The facts on which emblem, statement and disclaimer depend, as a ``funding.Grant``."""
        return funding.Grant.of({name: _value(self, path) for name, path in GRANT.items()})

    def visibility(self, language):
        """Return what its grant asks to be shown in a language, as a ``funding.Visibility``."""
        return funding.visibility(self.grant, language)

    def paths(self):
        return {code: address("project", code, slug=self.slug) for code in codes()}


class ProjectText(TextRow):
    """Full name, summary and description of a project in one language."""

    part_of = "project"
    link_fields = ("name", "project__acronym")

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="texts")
    name = models.CharField(_("full name"), max_length=400)
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences, without formatting.")
    )
    text = RichTextField(_("text"), blank=True)

    class Meta(TextRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["project", "language"], name="projects_one_text_per_language"
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def says_more(self):
        """Whether the name says more than the acronym of the project."""
        return self.name != self.project.acronym

    @property
    def full_title(self):
        """The acronym and the name, once if both are the same."""
        acronym = self.project.acronym
        return f"{acronym}: {self.name}" if self.says_more else acronym

    def share_image(self):
        """Return its share image, in the colours of the project."""
        return ShareImage(
            uid=self.uid,
            language=self.language,
            title=self.full_title,
            palette_key=self.project.slug,
            **funding.badge_of([self.project.grant], self.language),
        )
