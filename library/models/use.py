"""Where a picture or a document is used."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from library.models.document import Document
from library.models.image import Image


class Place(models.TextChoices):
    """Which part of a thing uses it."""

    TEXT = "text", _("text")
    PICTURE = "picture", _("picture")
    LOGO = "logo", _("logo")
    LINK = "link", _("link")


class Standing(models.TextChoices):
    """Which version of a thing uses it."""

    ROW = "row", _("live version")
    NEXT = "next", _("next version")
    FORMER = "former", _("former version")


class Use(models.Model):
    """One place that uses one picture or document.

    ``source`` is the row whose field names it (its model's label and key), ``owner`` the thing that
    staff opens to change it. While a use exists, the database refuses to delete what it uses.
    """

    image = models.ForeignKey(
        Image, null=True, on_delete=models.PROTECT, related_name="uses", verbose_name=_("picture")
    )
    document = models.ForeignKey(
        Document,
        null=True,
        on_delete=models.PROTECT,
        related_name="uses",
        verbose_name=_("document"),
    )
    source_label = models.CharField(max_length=60)
    source_key = models.CharField(max_length=40)
    owner_label = models.CharField(max_length=60)
    owner_key = models.CharField(max_length=40)
    place = models.CharField(_("position"), max_length=10, choices=Place.choices)
    standing = models.CharField(
        _("version"), max_length=10, choices=Standing.choices, default=Standing.ROW
    )
    title = models.CharField(_("title"), max_length=300)

    class Meta:
        verbose_name = _("use")
        verbose_name_plural = _("uses")
        ordering = ["standing", "title", "pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["source_label", "source_key"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(image__isnull=True) ^ models.Q(document__isnull=True),
                name="library_use_of_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(place__in=Place.values), name="library_use_place_known"
            ),
            models.CheckConstraint(
                condition=models.Q(standing__in=Standing.values),
                name="library_use_standing_known",
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.get_place_display()})"
