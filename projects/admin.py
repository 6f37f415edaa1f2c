"""Projects, their results and EU programmes, for staff."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from languages.read_only import ReadOnlyMixin
from projects.forms import (
    LINKS,
    PARTICIPANTS,
    TEXTS_OF_PROJECT,
    TEXTS_OF_RESULT,
    ProjectEdit,
    ResultEdit,
)
from projects.missing import missing_facts
from projects.models import Phase, Programme, Project, Result
from publishing.admin.base import STANDING, PublishableAdmin
from publishing.admin.inlines import PartInline, TextInline
from publishing.forms import FingerprintForm
from publishing.kept.admin import KeptTypingMixin


class TextsOfProject(TextInline):
    part = TEXTS_OF_PROJECT


class Participants(PartInline, admin.TabularInline):
    part = PARTICIPANTS
    autocomplete_fields = ["organisation"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("organisation__texts")


class PhaseFilter(admin.SimpleListFilter):
    """Filters projects by phase."""

    title = _("phase")
    parameter_name = "phase"

    def lookups(self, request, model_admin):
        return Phase.choices

    def queryset(self, request, queryset):
        if self.value() not in Phase.values:
            return queryset
        return queryset.filter(pk__in=Project.objects.in_phase(self.value()))


@admin.register(Project)
class ProjectAdmin(PublishableAdmin):
    edit = ProjectEdit
    inlines = [TextsOfProject, Participants]
    autocomplete_fields = ["programme", "continues", "contact"]
    fieldsets = [
        (None, {"fields": ["acronym", "other_spellings", "site", "logo", "contact", "continues"]}),
        (
            _("Grant"),
            {
                "fields": [
                    *("programme", "calls", "grant_number", "funding", "granting_authority"),
                    "national_funder",
                    ("amount_total", "total_is"),
                    "amount_eu",
                    ("amount_national", "amount_own"),
                    "currency",
                ],
                "description": _(
                    "Leave empty what no source states: visitors do not see it, and it is listed as missing"
                    " for you."
                ),
            },
        ),
        (
            _("Sentence of the grant agreement"),
            {"fields": ["statement", "disclaimer", "statement_source"], "classes": ["collapse"]},
        ),
        (
            _("Time"),
            {
                "fields": [
                    ("start", "planned_end", "actual_end"),
                    "phase_by_hand",
                    "keep_online_until",
                ]
            },
        ),
        (_("Numbers of participants"), {"fields": [("partners_known", "associated_known")]}),
        (_("Publication"), {"fields": ["status", "published_at", "shown_on", "expires_at"]}),
        (_("Address and notes"), {"fields": ["slug", "internal_note"]}),
    ]
    list_display = ["acronym", "programme", "phase_shown", *STANDING]
    list_filter = [PhaseFilter, "funding", ("programme", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["acronym", "slug", "grant_number", "texts__name"]
    ordering = ["acronym"]

    def for_list(self, queryset):
        return queryset.with_facts().prefetch_related("texts")

    @admin.display(description=_("phase"))
    def phase_shown(self, obj):
        return obj.phase.label

    def missing_in(self, obj):
        return super().missing_in(obj) + missing_facts(obj)

    def missing_in_form(self, obj):
        return self.missing_in(self.for_list(Project.objects).get(pk=obj.pk))


class TextsOfResult(TextInline):
    part = TEXTS_OF_RESULT


class Links(PartInline, admin.TabularInline):
    part = LINKS
    autocomplete_fields = ["document"]


@admin.register(Result)
class ResultAdmin(PublishableAdmin):
    edit = ResultEdit
    inlines = [TextsOfResult, Links]
    autocomplete_fields = ["project", "parent"]
    fieldsets = [
        (None, {"fields": ["project", "parent", "kind", "group", "order"]}),
        (_("Progress"), {"fields": ["readiness", "date", "licence"]}),
        (_("Publication"), {"fields": ["status", "published_at", "shown_on", "expires_at"]}),
        (_("Address and notes"), {"fields": ["slug", "internal_note"]}),
    ]
    list_display = ["__str__", "project", "kind", "readiness", *STANDING]
    list_filter = ["kind", "readiness", "project"]
    search_fields = ["slug", "group", "texts__title", "project__acronym"]
    ordering = ["project__acronym", "order", "pk"]

    def for_list(self, queryset):
        return queryset.select_related("project").with_texts()

    def missing_in(self, obj):
        gaps = super().missing_in(obj)
        return gaps + [_("link")] * (not obj.links.all())


@admin.register(Programme)
class ProgrammeAdmin(KeptTypingMixin, ReadOnlyMixin, admin.ModelAdmin):
    form = FingerprintForm
    fields = ["code", "name", "about", "period", "management", "statement", "record", "record_name"]
    list_display = ["code", "__str__", "management", "statement"]
    search_fields = ["code", "period"]
    ordering = ["code"]
