"""Choosing a picture in a form of the admin."""

from django.contrib.admin.widgets import ForeignKeyRawIdWidget

from library.models import Image
from library.renditions import thumbnail_url


class ImageChooser(ForeignKeyRawIdWidget):
    """Shows the chosen picture; "choose" opens the library with its thumbnails, search and filters.

    The stock admin's own pop-up: it needs no script of ours and obeys the rights of the library.
    """

    template_name = "library/image_chooser.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        image = Image.objects.filter(pk=value).first() if str(value or "").isdigit() else None
        context["chosen"] = image
        context["thumbnail"] = thumbnail_url(image) if image else ""
        return context
