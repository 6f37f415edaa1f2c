"""Organisations, for staff."""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partners.models import Organisation, OrganisationKind, OrganisationText, Relation
from publishing.admin.base import STANDING, PublishableAdmin, SlugFromTitleMixin
from publishing.admin.forms import PublishableForm
from publishing.admin.inlines import PartInline, TextInline


def clean_country(value):
    """Return a country code in capitals. Raises ``ValidationError`` unless it is two letters."""
    value = (value or "").strip().upper()
    if value and not (len(value) == 2 and value.isascii() and value.isalpha()):
        raise ValidationError(
            _("Two Latin letters, as in internet domains: BG, DE, RS."), code="country"
        )
    return value


class OrganisationForm(SlugFromTitleMixin, PublishableForm):
    """Facts of an organisation."""

    def clean_country(self):
        return clean_country(self.cleaned_data["country"])

    def slug_source(self):
        return self.typed_in_texts(OrganisationText, "acronym", "name")


class TextsOfOrganisation(TextInline):
    model = OrganisationText
    fields = ["language", "name", "acronym", "text"]


class Relations(PartInline, admin.TabularInline):
    model = Relation
    fields = ["kind", "start", "end"]


@admin.register(Organisation)
class OrganisationAdmin(PublishableAdmin):
    form = OrganisationForm
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
