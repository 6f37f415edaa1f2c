"""A thing with a main picture."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from library.models import Image
from publishing.models.shapes import optional_key


class Pictured(models.Model):
    """One picture, with an alternative text in the language of the row.

    The text is required where the picture is used, because what a picture says depends on its
    context (WCAG 2.2, 1.1.1); an empty one counts as decorative only if staff say so.
    """

    lead_image = optional_key(Image, _("picture"), related_name="lead_of_%(class)ss")
    lead_image_alt = models.CharField(
        _("alternative text of the picture"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows here, in the language of this text."),
    )
    lead_image_decorative = models.BooleanField(
        _("decorative"), default=False, help_text=_("It adds nothing to the text.")
    )

    class Meta:
        abstract = True

    def refuse_unfinished(self):
        super().refuse_unfinished()
        if self.lead_image is None or self.lead_image_decorative:
            return
        if not (self.lead_image_alt or self.lead_image.alt.get(self.language)):
            told = _("Describe the picture, or tick “decorative”.")
            raise ValidationError({"lead_image_alt": told}, code="undescribed")

    @property
    def image_alt(self):
        """The alternative text of its picture, in its language."""
        if self.lead_image is None or self.lead_image_decorative:
            return ""
        return self.lead_image_alt or self.lead_image.alt_in(self.language)
