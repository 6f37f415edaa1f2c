"""Who takes part in a project, and as what."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from delivery.tracking import TrackedModel
from partners.models import Organisation
from projects.models.project import Project
from publishing.models.shapes import choice_constraint, optional_key


class Role(models.TextChoices):
    """The part an organisation has in a grant."""

    COORDINATOR = "coordinator", _("coordinator")
    PARTNER = "partner", _("partner")
    ASSOCIATED = "associated", _("associated partner")
    UNKNOWN = "unknown", _("role not known")


class Participation(TrackedModel):
    """An organisation in a project, or only a country if its name is not known."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="participations")
    organisation = optional_key(Organisation, _("organisation"), related_name="participations")
    country = models.CharField(
        _("country"),
        max_length=2,
        blank=True,
        help_text=_("Two letters; only where the organisation is not known."),
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.PARTNER)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    part_of = "project"

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "organisation"],
                name="projects_participates_once",
                violation_error_message=_("This organisation is already a participant."),
            ),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) ^ ~models.Q(country=""),
                name="projects_participation_names_somebody",
                violation_error_message=_("Choose an organisation, or give only a country."),
            ),
            choice_constraint("role", Role, "projects_role_known"),
        ]

    def __str__(self):
        return f"{self.organisation or self.country}: {self.get_role_display()}"

    @property
    def is_known(self):
        """Whether its role is known."""
        return self.role != Role.UNKNOWN

    @property
    def is_us(self):
        """Whether it is the cluster itself."""
        return self.organisation is not None and self.organisation.is_cluster
