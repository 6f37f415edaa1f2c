"""Choosing a picture in a form of the admin."""

from django.contrib.admin.widgets import ForeignKeyRawIdWidget
from django.urls import reverse

from library.models import Image
from library.renditions import thumbnail_url


class ImageChooser(ForeignKeyRawIdWidget):
    """Shows the chosen picture; "choose" opens the library with its thumbnails, search and filters.

    The pop-ups are the stock admin's own and respect the permissions of the library; the script
    only shows the new thumbnail and lets the picture be removed again.
    """

    template_name = "library/image_chooser.html"
    may_upload = False

    class Media:
        js = ("admin/js/jquery.init.js", "desk/image_chooser.js")

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        image = Image.objects.filter(pk=value).first() if str(value or "").isdigit() else None
        context["chosen"] = image
        context["thumbnail"] = thumbnail_url(image) if image else ""
        context["card_url"] = reverse("admin:library_image_card", args=[0])
        if self.may_upload:
            context["upload_url"] = reverse("admin:library_image_add") + "?_to_field=id&_popup=1"
        return context


def without_related_icons(formfield):
    """Remove the icons that the admin puts next to a relation: the chooser has its own buttons.

    formfield: a form field whose widget is the admin's wrapper around an ``ImageChooser``.
    """
    wrapper = formfield.widget
    wrapper.widget.may_upload = wrapper.can_add_related
    wrapper.can_add_related = wrapper.can_change_related = False
    wrapper.can_delete_related = wrapper.can_view_related = False
    return formfield
