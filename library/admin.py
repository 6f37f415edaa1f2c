"""The pictures of the library, for staff."""

from django.contrib import admin
from django.contrib.admin.utils import NestedObjects
from django.db import router
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from library import uploads
from library.forms import ImageForm
from library.html import picture_html
from library.models import Image
from library.renditions import thumbnail_url


class MissingAlt(admin.SimpleListFilter):
    """Pictures that say nothing to those who do not see them."""

    title = _("alternative text")
    parameter_name = "alt"

    def lookups(self, request, model_admin):
        return [("missing", _("missing")), ("there", _("there"))]

    def queryset(self, request, queryset):
        if self.value() == "missing":
            return queryset.filter(alt={}, decorative=False)
        if self.value() == "there":
            return queryset.exclude(alt={}, decorative=False)
        return queryset


@admin.register(Image)
class ImageAdmin(admin.ModelAdmin):
    """Upload, describe, find again."""

    form = ImageForm
    list_display = ["thumbnail", "title", "size", "alt_shown", "credit", "created_at"]
    list_display_links = ["thumbnail", "title"]
    list_filter = [MissingAlt, "decorative", "format"]
    list_per_page = 30
    search_fields = ["title", "alt", "credit"]
    readonly_fields = ["preview", "size", "uses"]
    date_hierarchy = "created_at"

    def get_urls(self):
        card = self.admin_site.admin_view(self.card_view)
        return [path("<int:key>/card/", card, name="library_image_card"), *super().get_urls()]

    def card_view(self, request, key):
        """Answer with the thumbnail and name of a picture, as the chooser in a form shows them."""
        image = self.get_object(request, key)
        if image is None or not self.has_view_permission(request, image):
            raise Http404
        return TemplateResponse(
            request, "library/_chosen.html", {"chosen": image, "thumbnail": thumbnail_url(image)}
        )

    def get_fieldsets(self, request, obj=None):
        words = (_("What it shows"), {"fields": ["alt", "decorative"]})
        rights = (_("Rights"), {"fields": ["credit", "licence"]})
        if obj is None:
            return [(None, {"fields": ["upload", "title"]}), words, rights]
        focus = (_("Centre of interest, in per cent"), {"fields": [("focal_x", "focal_y")]})
        return [
            (None, {"fields": ["preview", "title", "size"]}),
            words,
            rights,
            focus,
            (_("Used in"), {"fields": ["uses"]}),
        ]

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
            return
        clean = form.clean_picture
        obj.source_hash, obj.format = clean.source_hash, clean.extension
        obj.width, obj.height = clean.width, clean.height
        uploads.keep(obj, clean)

    @admin.display(description=_("picture"))
    def thumbnail(self, image):
        return format_html(
            '<img class="thumbnail" src="{}" alt="" width="96" height="64" loading="lazy">',
            thumbnail_url(image),
        )

    @admin.display(description=_("picture"))
    def preview(self, image):
        return picture_html(image, image.alt_in(None), "40rem", css_class="preview")

    @admin.display(description=_("size"))
    def size(self, image):
        return f"{image.width} × {image.height}"

    @admin.display(description=_("alternative text"))
    def alt_shown(self, image):
        return _("decorative") if image.decorative else image.alt_in(None) or _("missing")

    @admin.display(description=_("used in"))
    def uses(self, image):
        """Return links to everything whose field names this picture."""
        collector = NestedObjects(using=router.db_for_write(Image))
        collector.collect([image])
        rows = sorted(collector.protected, key=str)
        if not rows:
            return _("nothing yet")
        return format_html_join("", "<div>{}: {}</div>", ((_kind(row), _link(row)) for row in rows))


def _kind(row):
    return row._meta.verbose_name


def _link(row):
    try:
        url = reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return str(row)
    return format_html('<a href="{}">{}</a>', url, row)
