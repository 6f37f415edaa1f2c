"""The tree of pages."""

from urllib.parse import urlencode

from django.contrib import admin
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from pages.admin.arrange import ArrangeView
from pages.forms import PageEdit, key_or_new
from pages.models import Page
from publishing.admin.base import PreparedList, PublishableAdmin
from publishing.admin.twins import TWINS, TwinsAdminMixin


class TranslationsList(PreparedList):
    """A list that fetches the translations of all its rows, ``row.translations``, in one query."""

    def get_results(self, request):
        super().get_results(request)
        by_key = {row.key: [] for row in self.result_list}
        for row in Page.objects.filter(key__in=by_key).defer("text", "lead", "internal_note"):
            by_key[row.key].append(row)
        self.result_list = list(self.result_list)
        for row in self.result_list:
            row.translations = by_key[row.key]


@admin.register(Page)
class PageAdmin(TwinsAdminMixin, PublishableAdmin):
    """One form writes one page in one language."""

    edit = PageEdit
    fieldsets = [
        (None, {"fields": ["language", "title", "lead", "text"]}),
        (_("Picture"), {"fields": ["lead_image", "lead_image_alt", "lead_image_decorative"]}),
        (
            _("Place"),
            {"fields": ["parent", "menu", "order", "menu_title", "role", "body", "projects"]},
        ),
        (_("Publication"), {"fields": ["status", "published_at", "shown_on", "expires_at"]}),
        (_("Address and notes"), {"fields": ["slug", "description", "internal_note"]}),
    ]
    list_display = ["indented", *TWINS, "menu", "missing", "changed_at"]
    list_filter = ["language", "menu"]
    search_fields = ["title", "menu_title", "lead", "slug"]
    autocomplete_fields = ["parent", "body", "projects"]
    ordering = ["language", "path"]
    change_list_template = "pages/admin_list.html"

    def get_urls(self):
        arrange = self.admin_site.admin_view(ArrangeView.as_view(model_admin=self))
        return [path("arrange/", arrange, name="pages_page_arrange"), *super().get_urls()]

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        source = Page.objects.filter(key=key_or_new(initial.get("key"))).first()
        if source and source.parent:
            above = Page.objects.filter(
                key=source.parent.key, language=initial.get("language")
            ).first()
            initial.setdefault("parent", above.pk if above else None)
        if source:
            initial |= {"menu": source.menu, "order": source.order, "role": source.role}
            initial["body"] = source.body_id
            initial["projects"] = list(source.projects.values_list("pk", flat=True))
        return initial

    # --- The other languages ------------------------------------------------------------------

    def twins(self, obj):
        if hasattr(obj, "translations"):
            return obj.translations
        return Page.objects.filter(key=obj.key).defer("text")

    def translation_of(self, data):
        page = Page.objects.filter(key=key_or_new(data.get("key"))).first()
        return page and page.key

    def translated_rows(self, request, obj):
        key = key_or_new(request.POST.get("key") or request.GET.get("key"))
        return Page.objects.filter(key=key).defer("text")

    def twin_add_url(self, obj, language):
        query = urlencode({"key": obj.key, "language": language})
        return f"{reverse('admin:pages_page_add')}?{query}"

    # --- The list -----------------------------------------------------------------------------

    def get_changelist(self, request, **kwargs):
        return TranslationsList

    @admin.display(description=_("title"), ordering="path")
    def indented(self, obj):
        return format_html(
            '<span class="depth-{}">{}</span>', min(obj.path.count("/"), 2), obj.title
        )

    def missing_in(self, obj):
        gaps = {_("text"): not obj.text, _("address"): not obj.slug}
        return [name for name, missing in gaps.items() if missing]
