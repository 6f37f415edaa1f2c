"""The form of a picture: what is uploaded is read, judged and encoded anew before anything is kept."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from library import uploads
from library.models import Image


class ImageForm(forms.ModelForm):
    """A picture with its words; the file is asked for once and never changes."""

    upload = forms.FileField(
        label=_("File"),
        help_text=_("JPEG, PNG, WebP, GIF or AVIF, at most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )
    title = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_("How you find it again. Empty: the name of the file. Visitors do not see it."),
    )

    class Meta:
        model = Image
        fields = (
            "title",
            "alt",
            "decorative",
            "credit",
            "licence",
            "focal_x",
            "focal_y",
        )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("upload", None)

    def clean_upload(self):
        """Return the uploaded file as a clean picture."""
        self.clean_picture = uploads.read_upload(self.cleaned_data["upload"])
        known = Image.objects.filter(source_hash=self.clean_picture.source_hash).first()
        if known:
            raise ValidationError(
                format_html(
                    _("This picture is here already: {}. Use that one."),
                    format_html('<a href="../{}/change/">{}</a>', known.pk, known),
                ),
                code="known",
            )
        return self.cleaned_data["upload"]

    def clean_title(self):
        title = self.cleaned_data["title"]
        upload = self.files.get(self.add_prefix("upload"))
        return title or self.instance.title or (upload.name[:200] if upload else "")

    def clean(self):
        fields = super().clean()
        if fields.get("decorative") and fields.get("alt"):
            self.add_error(
                "alt", _("A decorative picture has no alternative text. Empty it, or untick it.")
            )
        return fields
