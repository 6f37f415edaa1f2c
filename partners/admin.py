"""Organisations, for staff."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partners.forms import RELATIONS, TEXTS, OrganisationEdit
from partners.models import Organisation, OrganisationKind
from publishing.admin.base import STANDING, PublishableAdmin
from publishing.admin.inlines import PartInline, TextInline


class TextsOfOrganisation(TextInline):
    part = TEXTS


class Relations(PartInline, admin.TabularInline):
    part = RELATIONS


@admin.register(Organisation)
class OrganisationAdmin(PublishableAdmin):
    edit = OrganisationEdit
    inlines = [TextsOfOrganisation, Relations]
    autocomplete_fields = ["networks"]
    fieldsets = [
        (None, {"fields": ["kind", "other_names", "country", "city", "site", "logo"]}),
        (_("Belongs to"), {"fields": ["networks", "is_cluster"]}),
        (_("Publication"), {"fields": ["status", "published_at", "shown_on", "expires_at"]}),
        (_("Address and notes"), {"fields": ["slug", "internal_note"]}),
    ]
    list_display = ["__str__", "kind", "country", "relations_shown", *STANDING]
    list_filter = ["kind", "relations__kind", "country"]
    search_fields = ["slug", "texts__name", "texts__acronym"]
    ordering = ["slug"]

    def for_list(self, queryset):
        return queryset.select_related("logo").prefetch_related("texts", "relations")

    @admin.display(description=_("relation to the cluster"))
    def relations_shown(self, obj):
        return ", ".join(str(row.get_kind_display()) for row in obj.relations.all()) or "–"

    def missing_in(self, obj):
        gaps = super().missing_in(obj)
        if obj.kind == OrganisationKind.UNKNOWN:
            gaps.append(_("kind"))
        return gaps + [_("country")] * (not obj.country)
