"""The results of projects."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from delivery.tracking import TrackedModel
from delivery.writing import site_version
from languages.codes import choices
from languages.labels import LabelField
from languages.slugs import AddressSlugField
from library.models import Document
from projects.models.project import Project
from publishing.dates import PartialDateField
from publishing.models import DescribedMixin, Publishable, PublishableQuerySet, TextRow
from publishing.models.shapes import choice_constraint, optional_key
from publishing.uses import follow_uses
from richtext.field import RichTextField


class ResultKind(models.TextChoices):
    """The kinds of results."""

    TOOL = "tool", _("tool")
    GUIDE = "guide", _("guide or manual")
    COURSE = "course", _("course or module")
    FRAMEWORK = "framework", _("framework or curriculum")
    PUBLICATION = "publication", _("publication")
    GAME = "game", _("game")
    PLATFORM = "platform", _("platform")
    NETWORK = "network", _("network or centre")
    OTHER = "other", _("other")


class Readiness(models.TextChoices):
    """Whether the result exists yet."""

    PLANNED = "planned", _("planned")
    READY = "ready", _("ready")


class ResultQuerySet(PublishableQuerySet):
    """Results in the order of their project."""

    def with_texts(self):
        """Prefetch the texts and links."""
        return self.prefetch_related("texts", "links")


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


class ResultText(TextRow):
    """Title and description of a result in one language."""

    part_of = "result"

    result = models.ForeignKey(Result, on_delete=models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=300)
    text = RichTextField(_("text"), blank=True)

    class Meta(TextRow.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["result", "language"], name="projects_result_one_text_per_language"
            )
        ]

    def __str__(self):
        return self.title


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

    @property
    def words(self):
        """Its text by language; that of the document if it has none of its own."""
        return self.label or (self.document.title if self.document else {})
