"""Choosing a picture in a form of the admin, and what its dialog needs (static/desk/pictures.js)."""

import json

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from library import uploads
from library.models import Image
from library.renditions import thumbnail_url


def facts(image):
    """Return what a script needs to know of a picture."""
    return {
        "id": image.pk,
        "uid": str(image.uid),
        "title": image.title,
        "thumbnail": thumbnail_url(image),
        "url": image.file.url,
        "alt": image.alt,
        "decorative": image.decorative,
        "change": reverse("admin:library_image_change", args=[image.pk]),
        "focal": reverse("admin:library_image_focal", args=[image.pk]),
    }


def dialog_config():
    """Return what the dialog for pictures needs: addresses of the library, limits and labels."""
    return {
        "choose": reverse("admin:library_image_choose"),
        "upload": reverse("admin:library_image_upload"),
        "megabytes": uploads.MAX_MEGABYTES,
        "labels": {
            "picture": _("Picture"),
            "search": _("Search the library"),
            "more": _("Show more"),
            "upload": _("Upload, drop files here, or paste a picture"),
            "none": _("Nothing found."),
            "unreachable": _("The library does not answer. Check the connection."),
            "alt": _("Alternative text: what the picture says here"),
            "decorative": _("Decorative: it adds nothing to the text"),
            "caption": _("Caption (optional)"),
            "insert": _("Insert into the text"),
            "use": _("Use this picture"),
            "other": _("Choose another picture"),
            "cancel": _("Cancel"),
            "needed": _("Describe the picture, or tick “decorative”."),
            "failed": _("The connection was lost. Try this file again."),
            "again": _("Try again"),
            "large": _("This file is larger than %(most)s MB. Make it smaller.")
            % {"most": uploads.MAX_MEGABYTES},
            "waiting": _("Uploading…"),
            "existing": _("This picture is already in the library."),
            "useExisting": _("Use “{}”"),
            "uploaded": _("Uploaded. Choose one."),
            "known": _("Alternative text in the library:"),
            "missing": _("missing"),
            "isDecorative": _("decorative"),
            "describe": _("Change it in the library"),
            "focal": _("Press on what must stay visible, however the picture is cropped."),
            "across": _("Centre of interest, from the left"),
            "down": _("Centre of interest, from the top"),
            "saved": _("Saved in the library, for every place that shows this picture."),
            "unsaved": _("The centre of interest was not saved. Try again."),
            "square": _("square"),
            "card": _("in lists"),
            "wide": _("shared"),
        },
    }


class ImageChooser(forms.NumberInput):
    """Shows the chosen picture; its script opens the dialog for pictures (static/desk/image_chooser.js).

    Without scripts the number of the picture is typed, as its address in the library has it.
    """

    template_name = "library/image_chooser.html"

    class Media:
        js = ("desk/pictures.js", "desk/image_chooser.js")

    def __init__(self, attrs=None):
        # A browser that fills in what it remembers would send another picture than it shows.
        super().__init__({"autocomplete": "off", **(attrs or {})})

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        image = Image.objects.filter(pk=value).first() if str(value or "").isdecimal() else None
        context["chosen"] = image and facts(image)
        context["chosen_json"] = json.dumps(context["chosen"])
        context["config"] = json.dumps(dialog_config())
        context["library"] = reverse("admin:library_image_changelist")
        return context
