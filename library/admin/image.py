"""The pictures of the library, for staff."""

from django.contrib import admin
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from languages.any_case import AnyCaseSearchMixin
from languages.codes import choices, codes
from languages.read_only import ReadOnlyMixin
from library import uploads
from library.admin.focal import FocalView
from library.admin.forms import ImageForm
from library.admin.many import ChooseView, UploadManyView
from library.admin.uses import UsedAdminMixin, UsedFilter
from library.models import Image
from library.renditions import thumbnail_url


class MissingAlt(admin.SimpleListFilter):
    """Pictures that convey nothing to people who cannot see them."""

    title = _("alternative text")
    parameter_name = "alt"

    def lookups(self, request, model_admin):
        return [("missing", _("missing")), ("there", _("present"))]

    def queryset(self, request, queryset):
        missing = Q(alt={}, decorative=False)
        return queryset.filter({"missing": missing, "there": ~missing}.get(self.value(), Q()))


class AltLanguage(admin.SimpleListFilter):
    """Pictures that have, or lack, an alternative text in one language."""

    title = _("language of the alternative text")
    parameter_name = "alt_language"

    def lookups(self, request, model_admin):
        return [
            (f"{prefix}{code}", label % {"language": name})
            for code, name in choices()
            for prefix, label in (
                ("", _("%(language)s is present")),
                ("-", _("%(language)s is missing")),
            )
        ]

    def queryset(self, request, queryset):
        code = (self.value() or "").lstrip("-")
        if code not in codes():
            return queryset
        there = Q(alt__has_key=code)
        if "-" in self.value():
            return queryset.exclude(there).filter(decorative=False)
        return queryset.filter(there)


@admin.register(Image)
class ImageAdmin(ReadOnlyMixin, UsedAdminMixin, AnyCaseSearchMixin, admin.ModelAdmin):
    """Upload, describe, find again, replace."""

    form = ImageForm
    list_display = ["thumbnail", "title", "size", "alt_shown", "times_used", "created_at"]
    list_display_links = ["thumbnail", "title"]
    list_filter = [MissingAlt, AltLanguage, UsedFilter, "decorative", "format"]
    list_per_page = 30
    change_list_template = "library/image_list.html"
    readonly_fields = ["preview", "size", "uses"]
    date_hierarchy = "created_at"

    class Media:
        js = ("desk/focal.js",)

    def get_search_fields(self, request):
        return ["title", "credit", "licence", *(f"alt__{code}" for code in codes())]

    def get_urls(self):
        ours = self.admin_site.admin_view
        upload = ours(UploadManyView.as_view(model_admin=self))
        focal = ours(FocalView.as_view(model_admin=self))
        choose = ours(ChooseView.as_view(model_admin=self))
        return [
            path("<int:key>/focal/", focal, name="library_image_focal"),
            path("upload/", upload, name="library_image_upload"),
            path("choose/", choose, name="library_image_choose"),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request, obj=None):
        described = (_("What it shows"), {"fields": ["alt", "decorative"]})
        rights = (_("Rights"), {"fields": ["credit", "licence"]})
        if obj is None:
            return [(None, {"fields": ["upload", "title"]}), described, rights]
        focus = (
            _("Centre of interest"),
            {
                "fields": ["preview", ("focal_x", "focal_y")],
                "description": _("Click on what must stay visible, however the picture is cropped.")
                if self.has_change_permission(request, obj)
                else "",
            },
        )
        return [
            (None, {"fields": ["title", "size"]}),
            focus,
            described,
            rights,
            (_("File"), {"fields": ["upload"]}),
            (_("Used in"), {"fields": ["uses"]}),
        ]

    def save_model(self, request, obj, form, change):
        if form.judged is None:
            super().save_model(request, obj, form, change)
        elif change:
            uploads.replace(obj, form.judged)
        else:
            uploads.keep(obj, form.judged)

    @admin.display(description=_("picture"))
    def thumbnail(self, image):
        return format_html(
            '<img class="thumbnail" src="{}" alt="" width="96" height="64" loading="lazy">',
            thumbnail_url(image),
        )

    def read_only(self, image):
        """Return a picture as a form shows it that somebody may only read."""
        url = reverse("admin:library_image_change", args=[image.pk])
        return format_html(
            '<a href="{}">{}</a> {}', url, self.thumbnail(image), self.alt_shown(image)
        )

    @admin.display(description=_("picture"))
    def preview(self, image):
        return render_to_string("library/focal.html", {"url": image.file.url, "image": image})

    @admin.display(description=_("size"))
    def size(self, image):
        return f"{image.width} × {image.height}"

    @admin.display(description=_("alternative text"))
    def alt_shown(self, image):
        return _("decorative") if image.decorative else image.alt_in(None) or _("missing")
