"""The texts of the home page, the promoted block, the facts in the footer."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from languages.read_only import ReadOnlyMixin
from pages.forms import PromotionEdit
from pages.models import Promotion, SiteText
from pages.models.site_text import CONTACT_FACTS
from publishing.admin.base import PublishableAdmin
from publishing.forms import FingerprintForm
from publishing.kept.admin import KeptTypingMixin


@admin.register(Promotion)
class PromotionAdmin(PublishableAdmin):
    """A block on the home page, shown between its dates."""

    edit = PromotionEdit
    fieldsets = [
        (None, {"fields": ["language", "title", "text", "link", "image"]}),
        (_("Publication"), {"fields": ["status", "published_at", "expires_at"]}),
        (_("Notes"), {"fields": ["internal_note"]}),
    ]
    list_display = ["title", "language", "stage", "published_at", "expires_at"]
    list_filter = ["language"]
    search_fields = ["title", "text"]

    def view_on_site(self, obj):
        return None


@admin.register(SiteText)
class SiteTextAdmin(KeptTypingMixin, ReadOnlyMixin, admin.ModelAdmin):
    """One row for each language; they are only changed, never deleted."""

    form = FingerprintForm
    fieldsets = [
        (_("Home page"), {"fields": ["language", "intro_title", "intro"]}),
        (
            _("Footer and contact page"),
            {"fields": ["rights_holder", *CONTACT_FACTS, "profiles", "keep_messages"]},
        ),
        (_("List of members"), {"fields": ["members", "membership"]}),
    ]
    list_display = ["language", "intro_title", "mail"]

    readonly_fields = ["language"]

    def has_add_permission(self, request):
        # Every migrate creates the missing rows.
        return False

    def has_delete_permission(self, request, obj=None):
        return False
