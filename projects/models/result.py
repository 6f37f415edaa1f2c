"""The results of projects."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from addresses.models import Address
from addresses.paths import absolute, address
from delivery.tracking import TrackedModel
from delivery.writing import site_version
from languages.codes import choices, codes
from languages.labels import LabelField
from languages.slugs import AddressSlugField
from library.models import Document
from projects.funding import badge_of
from projects.models.project import Project
from publishing.dates import PartialDateField
from publishing.models import (
    DescribedMixin,
    Publishable,
    PublishableQuerySet,
    TextRow,
    TextRowQuerySet,
    published_q,
)
from publishing.models.shapes import choice_constraint, optional_key
from publishing.searchable import follow_in_search
from publishing.uses import follow_uses
from publishing.webpage.sharing import ShareImage
from richtext.field import RichTextField

# What projects call a part of their work, as it stands in a group: IO1, WP 3.
GROUP = re.compile(r"(IO|WP) ?(\d+)", re.IGNORECASE)
# A result, its parts, and theirs.
LEVELS = 3


class ResultKind(models.TextChoices):
    """The kinds of results."""

    TOOL = "tool", _("tool")
    GUIDE = "guide", _("guide")
    COURSE = "course", _("course")
    FRAMEWORK = "framework", _("framework")
    PUBLICATION = "publication", _("publication")
    GAME = "game", _("game")
    PLATFORM = "platform", _("platform")
    NETWORK = "network", _("network")
    OTHER = "other", _("other")


class Readiness(models.TextChoices):
    """Whether the result exists yet."""

    PLANNED = "planned", pgettext_lazy("result", "planned")
    READY = "ready", _("ready")


def opens(at=None):
    """Return the condition that a result, or one of its public parts, has a link or a document."""
    found, public = Q(), Q()
    for level in range(LEVELS):
        part = "result" + "__parent" * level
        found |= Exists(ResultLink.objects.filter(public, **{part: OuterRef("pk")}))
        public &= published_q(at, f"{part}__") & Q(**{f"{part}__texts__isnull": False})
    return found


class ResultQuerySet(PublishableQuerySet):
    """Results in the order of their project."""

    def with_texts(self):
        """Prefetch the texts and links."""
        return self.prefetch_related("texts", "links")

    def shown(self, at=None):
        """Return what the public sees: with a text, of a public project, with all that it is a part of."""
        found, public = Q(), published_q(at, "project__")
        for level in range(LEVELS):
            whole = "parent__" * level
            texts = ResultText.objects.filter(result=OuterRef(f"{whole}pk"))
            public &= published_q(at, whole) & Exists(texts)
            found |= public & Q(**{f"{whole}parent": None})
        return self.filter(found)

    def with_page(self, at=None):
        """Return *the* results with a page: what the public sees and can open something of."""
        return self.shown(at).filter(opens(at))

    def sharing_life_of(self, keys):
        """Return the results with these keys, and their parts."""
        wholes = ("parent__" * level for level in range(LEVELS))
        return self.filter(Q(*((f"{whole}pk__in", keys) for whole in wholes), _connector=Q.OR))

    def record_addresses(self):
        """Record the addresses of these results (``Address.objects.sync``)."""
        Address.objects.sync(self.select_related("project", "parent__parent__parent"))


def follow_result_addresses(changes):
    """Update the addresses of written results and of their parts; those of deleted ones respond with 410."""
    moved = [
        change.key
        for change in changes
        if change.after is not None and change.touches(Result.address_fields)
    ]
    if moved:
        Result.objects.sharing_life_of(moved).record_addresses()
    if gone := [change.before for change in changes if change.after is None]:
        Address.objects.close(gone)


class Result(DescribedMixin, Publishable):
    """A result of a project; a package of several parts is the parent of its parts."""

    project = models.ForeignKey(
        Project, verbose_name=_("project"), on_delete=models.PROTECT, related_name="results"
    )
    parent = optional_key("self", _("part of"), related_name="parts")
    slug = AddressSlugField()
    group = models.CharField(
        _("group"),
        max_length=100,
        blank=True,
        help_text=_("Work package or intellectual output, for example IO1."),
    )
    kind = models.CharField(
        _("kind"), max_length=20, choices=ResultKind.choices, default=ResultKind.OTHER
    )
    readiness = models.CharField(
        _("readiness"), max_length=10, choices=Readiness.choices, default=Readiness.READY
    )
    date = PartialDateField(_("date"))
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ResultQuerySet.as_manager()

    address_fields = Publishable.address_fields | {"project_id", "parent_id"}
    follows = (follow_result_addresses, follow_uses, follow_in_search, site_version)

    class Meta(Publishable.Meta):
        verbose_name = _("result")
        verbose_name_plural = _("results")
        ordering = ["order", "pk"]
        indexes = [
            *Publishable.Meta.indexes,
            models.Index(fields=["project", "status", "published_at"]),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(fields=["project", "slug"], name="projects_result_slug_once"),
            choice_constraint("kind", ResultKind, "projects_result_kind_known"),
            choice_constraint("readiness", Readiness, "projects_result_readiness_known"),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("pk")), name="projects_result_not_own_part"
            ),
        ]

    def __str__(self):
        text = self.any_text()
        return text.title if text else self.slug

    def clean(self):
        super().clean()
        if self.parent and self.parent.project_id != self.project_id:
            raise ValidationError({"parent": _("That result belongs to another project.")})
        if self.parent and len(self.wholes()) - 1 + self._levels_below() >= LEVELS:
            raise ValidationError(
                {
                    "parent": _(
                        "A result can have parts, and these parts of their own: at most that."
                    )
                }
            )

    def _levels_below(self):
        below = ("parent" + "__parent" * level for level in range(LEVELS - 1))
        rows = Result._base_manager
        return sum(rows.filter(**{whole: self.pk}).exists() for whole in below) if self.pk else 0

    @property
    def public_kind(self):
        """Its kind for the public: ``""`` if none of the kinds fits."""
        return "" if self.kind == ResultKind.OTHER else self.get_kind_display()

    @property
    def group_in_words(self):
        """Its group in words that people outside the project know."""
        match = GROUP.fullmatch(self.group.strip())
        if match is None:
            return self.group
        is_package = match[1].upper() == "WP"
        words = _("work package %(number)s") if is_package else _("intellectual output %(number)s")
        return words % {"number": match[2]}

    @property
    def standing(self):
        """Since when it is there, or that it is planned and for when; ``""`` if nothing is known.

        Of a project that is over nothing is planned any more: nobody has said yet what came of it.
        """
        if not self.is_planned:
            return self.date.format()
        if self.project.has_passed:
            return ""
        if not self.date:
            return self.get_readiness_display()
        return gettext("planned for %(date)s") % {"date": self.date.format()}

    @property
    def is_planned(self):
        """Whether it does not exist yet."""
        return self.readiness == Readiness.PLANNED

    def wholes(self):
        """Return its project, and the results that it is a part of, the nearest first."""
        found, row = [], self
        while row.parent_id and len(found) < LEVELS:
            row = row.parent
            found.append(row)
        return [self.project, *found]

    def public_span(self):
        """Return when it is or was public together with its project and all that it is a part of."""
        spans = [Publishable.public_span(thing) for thing in (self, *self.wholes())]
        begins, ends = zip(*spans, strict=True)
        if None in begins:
            return None, None
        begin, end = max(begins), min(filter(None, ends), default=None)
        return (begin, end) if end is None or begin < end else (None, None)

    def paths(self):
        values = {"project": self.project.slug, "slug": self.slug}
        return {code: address("result", code, **values) for code in codes()}

    def line(self, language):
        """Return the address of its line on the page of its project."""
        return f"{self.project.paths()[language]}#{self.slug}"

    @property
    def appeared_on(self):
        """The date on which it appeared; of what does not exist yet, that of its page."""
        return self.shown_on if self.is_planned or not self.date else self.date

    @property
    def year(self):
        """The year in which it appeared, ``""`` if that is not known."""
        return self.appeared_on[:4]


class ResultTextQuerySet(TextRowQuerySet):
    """Texts of results."""

    def with_page(self, at=None):
        """Return the texts of results with a page."""
        return self.filter(result__in=Result.objects.with_page(at))


class ResultText(TextRow):
    """Title and description of a result in one language."""

    part_of = "result"
    link_fields = ("title",)

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=300)
    text = RichTextField(_("text"), blank=True)

    objects = ResultTextQuerySet.as_manager()

    class Meta(TextRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["result", "language"], name="projects_result_one_text_per_language"
            )
        ]

    def __str__(self):
        return self.title

    def share_image(self):
        """Return its share image, in the colours of the project."""
        return ShareImage(
            uid=self.uid,
            language=self.language,
            title=self.title,
            section=self.result.project.acronym,
            palette_key=self.result.project.slug,
            **badge_of([self.result.project.grant], self.language),
        )


class ResultLink(TrackedModel):
    """Where a result is found, and in which language it is there."""

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="links")
    url = models.URLField(_("link"), max_length=500, blank=True)
    document = optional_key(Document, _("document"), related_name="result_links")
    label = LabelField(_("link text"), blank=True)
    language = models.CharField(
        _("language of the content"), max_length=8, choices=choices, blank=True
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    part_of = "result"
    follows = (follow_uses, site_version)

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(url="") ^ models.Q(document__isnull=True),
                name="projects_link_or_document",
                violation_error_message=_("Give either an address or a document."),
            )
        ]

    def __str__(self):
        return self.url or str(self.document)

    def get_absolute_url(self):
        """Return where it leads: to another site, or to a document in the library."""
        return self.document.get_absolute_url() if self.document else self.url

    def absolute_url(self):
        """Return where it leads, for those who read it elsewhere."""
        return absolute(self.get_absolute_url()) if self.document else self.url

    @property
    def words(self):
        """Its text by language; that of the document if it has none of its own."""
        return self.label or (self.document.title if self.document else {})

    @property
    def host(self):
        """The site that it leads to, for a link without a text."""
        return urlsplit(self.url).netloc.removeprefix("www.")

    @property
    def content_language(self):
        """The language of what it leads to, ``""`` if that is not known."""
        return self.language or (self.document.language if self.document else "")

    def facts(self):
        """Return what a reader should know before opening it: type, size, language."""
        parts = [self.document.facts()] if self.document else []
        if self.language and not (self.document and self.document.language == self.language):
            parts.append(str(self.get_language_display()))
        return ", ".join(parts)
