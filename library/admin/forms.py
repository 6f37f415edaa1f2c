"""The forms of pictures and documents: an upload is read and judged before it is kept."""

from django import forms
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from library import documents, uploads
from library.models import Document, Image
from library.names import clean_name

PICTURES = format_lazy(
    _("JPEG, PNG, WebP, GIF or AVIF, at most {most} MB."), most=uploads.MAX_MEGABYTES
)
DOCUMENTS = format_lazy(
    _("PDF, Word, Excel, PowerPoint, OpenDocument, EPUB or ZIP, at most {most} MB."),
    most=documents.MAX_MEGABYTES,
)


class UploadForm(forms.ModelForm):
    """A row with a file: required at first, replaced later if staff wish."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.judged = None
        if self.instance.pk:
            field = self.fields["upload"]
            field.required = False
            field.label = _("Replace the file")
            field.help_text = format_html(
                "{} {}", _("Every page and feed will show the new file at once."), field.help_text
            )

    def judge(self, file):
        """Return what the file is. Raises ``ValidationError``."""
        raise NotImplementedError

    def clean_upload(self):
        """Return the uploaded file; the verdict is in ``judged``."""
        file = self.cleaned_data["upload"]
        if not file:
            return None
        judged = self.judge(file)
        existing = self._meta.model.objects.filter(source_hash=judged.source_hash).first()
        if existing and existing.pk != self.instance.pk:
            raise ValidationError(self._instead(existing), code="known")
        self.judged = None if existing else judged
        return file

    def _instead(self, existing):
        """Return the sentence that offers a row which has this file already; in a pop-up, at a press."""
        if IS_POPUP_VAR in self.data:
            button = format_html(
                '<button type="submit" name="use_existing" value="{}">{}</button>',
                existing.pk,
                format_html(_("Use “{}”"), existing),
            )
            return format_html("{} {}", _("This file is already in the library."), button)
        url = reverse(
            f"admin:{existing._meta.label_lower.replace('.', '_')}_change", args=[existing.pk]
        )
        link = format_html('<a href="{}">{}</a>', url, existing)
        return format_html(_("This file is already in the library: {}. Use that one."), link)


class ImageForm(UploadForm):
    """A picture with its texts."""

    upload = forms.FileField(
        label=_("File"),
        help_text=PICTURES,
        error_messages={"empty": uploads.REFUSALS["empty"]},
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )
    title = forms.CharField(
        label=_("Name"),
        max_length=200,
        required=False,
        help_text=_(
            "Used to find it again. If left empty, the name of the file. Visitors do not see it."
        ),
    )

    class Meta:
        model = Image
        fields = ("title", "alt", "decorative", "credit", "licence", "focal_x", "focal_y")

    def judge(self, file):
        return uploads.read_upload(file)

    def clean_title(self):
        title = self.cleaned_data["title"]
        upload = self.files.get(self.add_prefix("upload"))
        return title or self.instance.title or (clean_name(upload.name) if upload else "")

    def clean(self):
        fields = super().clean()
        if fields.get("decorative") and fields.get("alt"):
            self.add_error(
                "alt",
                _(
                    "A decorative picture has no alternative text. Clear the text, or untick “decorative”."
                ),
            )
        return fields


class DocumentForm(UploadForm):
    """A document with its title."""

    upload = forms.FileField(label=_("File"), help_text=DOCUMENTS)

    class Meta:
        model = Document
        fields = ("title", "language", "date")
        widgets = {"date": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}

    def judge(self, file):
        return documents.read_document(file)
