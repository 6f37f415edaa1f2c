"""The documents of the library."""

from django.contrib import admin
from django.template.defaultfilters import filesizeformat
from django.urls import path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from languages.any_case import AnyCaseSearchMixin
from languages.codes import codes
from languages.read_only import ReadOnlyMixin
from library import access, documents
from library.admin.forms import DocumentForm
from library.admin.upload import UploadDocumentView
from library.admin.uses import UsedAdminMixin, UsedFilter
from library.models import Document


@admin.register(Document)
class DocumentAdmin(ReadOnlyMixin, UsedAdminMixin, AnyCaseSearchMixin, admin.ModelAdmin):
    """Upload, name, replace; readers see a document only while something public uses it."""

    form = DocumentForm
    list_display = ["__str__", "kind", "bytes", "language", "times_used", "warning", "created_at"]
    list_filter = ["kind", "language", UsedFilter, "is_active"]
    search_fields = ["name"]
    readonly_fields = ["download", "bytes", "warning", "visible", "uses"]
    date_hierarchy = "created_at"

    def get_search_fields(self, request):
        return [*self.search_fields, *(f"title__{code}" for code in codes())]

    def get_urls(self):
        upload = self.admin_site.admin_view(UploadDocumentView.as_view(model_admin=self))
        return [path("upload/", upload, name="library_document_upload"), *super().get_urls()]

    def get_fieldsets(self, request, obj=None):
        described = ["title", "language", "date"]
        if obj is None:
            return [(None, {"fields": ["upload", *described]})]
        return [
            (None, {"fields": ["download", "bytes", "warning", *described]}),
            (_("File"), {"fields": ["upload"]}),
            (_("Used in"), {"fields": ["visible", "uses"]}),
        ]

    def save_model(self, request, obj, form, change):
        if form.judged:
            documents.keep(obj, form.judged, form.cleaned_data["upload"])
        else:
            super().save_model(request, obj, form, change)

    @admin.display(description=_("file"))
    def download(self, obj):
        return format_html('<a href="{}">{}</a>', obj.get_absolute_url(), obj.name)

    @admin.display(description=_("size"), ordering="size")
    def bytes(self, obj):
        return filesizeformat(obj.size)

    @admin.display(description=_("note"))
    def warning(self, obj):
        return _("contains scripts or attachments") if obj.is_active else "–"

    @admin.display(description=_("visible to"))
    def visible(self, obj):
        if access.is_public(obj):
            return _("everybody, because something public uses it")
        return _("staff only, until something public uses it")
