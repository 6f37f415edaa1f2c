"""Pictures: kept once, described in every language, shown in sizes that fit."""

import uuid

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from delivery.tracking import TrackedModel
from languages.labels import LabelField, label


class Image(TrackedModel):
    """One picture. Its file never changes; the name of the file is the hash of what was uploaded.

    ``width`` and ``height`` are pixels after the camera's orientation was applied.
    ``rendition_widths`` lists the WebP renditions whose files exist, smallest first.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(
        _("name"),
        max_length=200,
        help_text=_("Helps you to find it again. Visitors do not see it."),
    )
    file = models.FileField(_("picture"), max_length=200, editable=False)
    source_hash = models.CharField(max_length=64, unique=True, editable=False)
    format = models.CharField(_("format"), max_length=8, editable=False)
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    rendition_widths = models.JSONField(default=list, editable=False)
    alt = LabelField(
        _("alternative text"),
        blank=True,
        help_text=_("What the picture shows, for people who cannot see it."),
    )
    decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("It adds nothing to the text.")
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    focal_x = models.PositiveSmallIntegerField(
        _("focal point, from the left"), default=50, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point, from the top"), default=50, validators=[MaxValueValidator(100)]
    )
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    private_fields = frozenset({"title", "source_hash", "created_at"})

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-created_at", "-pk"]
        # Fewer people may change what is public than what is not.
        default_permissions = ("add", "change", "delete", "view", "change_public")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(focal_x__lte=100, focal_y__lte=100),
                name="library_image_focal_point_inside",
            ),
            models.CheckConstraint(
                condition=models.Q(width__gt=0, height__gt=0), name="library_image_has_size"
            ),
        ]

    def __str__(self):
        return self.title

    def alt_in(self, language):
        """Return the alternative text in this language, ``""`` for a decorative picture."""
        return "" if self.decorative else label(self.alt, language)


class FormerFile(models.Model):
    """A file that a picture had before it was replaced; its address redirects to the current one."""

    name = models.CharField(max_length=200, unique=True)
    image = models.ForeignKey(Image, on_delete=models.CASCADE, related_name="former_files")

    def __str__(self):
        return self.name
