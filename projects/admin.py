"""Projects, their results and EU programmes, for staff."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partners.admin import clean_country
from projects.models import (
    Funding,
    Participation,
    Phase,
    Programme,
    Project,
    ProjectText,
    Result,
    ResultLink,
    ResultText,
)
from publishing.admin.base import STANDING, PublishableAdmin, SlugFromTitleMixin
from publishing.admin.forms import FingerprintForm, PublishableForm
from publishing.admin.inlines import PartInline, TextInline


class ProjectForm(SlugFromTitleMixin, PublishableForm):
    """Facts of a project."""

    def slug_source(self):
        return self.cleaned_data.get("acronym", "")


class ParticipationForm(forms.ModelForm):
    """One participant."""

    def clean_country(self):
        return clean_country(self.cleaned_data["country"])


class TextsOfProject(TextInline):
    model = ProjectText
    fields = ["language", "name", "summary", "text"]


class Participants(PartInline, admin.TabularInline):
    model = Participation
    form = ParticipationForm
    autocomplete_fields = ["organisation"]
    fields = ["organisation", "country", "role", "order"]

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
    form = ProjectForm
    inlines = [TextsOfProject, Participants]
    autocomplete_fields = ["programme", "continues"]
    fieldsets = [
        (None, {"fields": ["acronym", "other_spellings", "site", "logo", "continues"]}),
        (
            _("Grant"),
            {
                "fields": [
                    *("programme", "calls", "grant_number", "funding", "granting_authority"),
                    ("amount_total", "amount_eu"),
                    ("amount_national", "amount_own"),
                    "currency",
                ],
                "description": _("Leave empty what no source states: it is shown as not known."),
            },
        ),
        (_("Time"), {"fields": [("start", "planned_end", "actual_end"), "keep_online_until"]}),
        (_("Numbers of participants"), {"fields": [("partners_known", "associated_known")]}),
        (_("Publication"), {"fields": ["status", "published_at", "shown_on", "expires_at"]}),
        (_("Address and notes"), {"fields": ["slug", "internal_note"]}),
    ]
    list_display = ["acronym", "programme", "phase_shown", *STANDING]
    list_filter = [PhaseFilter, "funding", "programme"]
    search_fields = ["acronym", "slug", "grant_number", "texts__name"]
    ordering = ["acronym"]

    def for_list(self, queryset):
        return queryset.select_related("programme").prefetch_related("texts")

    @admin.display(description=_("phase"))
    def phase_shown(self, obj):
        return obj.phase.label

    def missing_in(self, obj):
        gaps = super().missing_in(obj)
        unknown = {
            _("programme"): obj.programme_id is None,
            _("grant number"): not obj.grant_number,
            _("funding"): obj.funding == Funding.UNKNOWN,
            _("dates"): not (obj.start and obj.end),
        }
        return gaps + [name for name, missing in unknown.items() if missing]


class ResultForm(SlugFromTitleMixin, PublishableForm):
    """Facts of a result."""

    def slug_source(self):
        return self.typed_in_texts(ResultText, "title")

    def slug_taken(self, slug):
        project = self.cleaned_data.get("project")
        same = Result._base_manager.filter(project=project, slug=slug)
        return same.exclude(pk=self.instance.pk).exists()


class TextsOfResult(TextInline):
    model = ResultText
    fields = ["language", "title", "text"]


class Links(PartInline, admin.TabularInline):
    model = ResultLink
    fields = ["url", "document", "label", "language", "order"]
    autocomplete_fields = ["document"]


@admin.register(Result)
class ResultAdmin(PublishableAdmin):
    form = ResultForm
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
class ProgrammeAdmin(admin.ModelAdmin):
    form = FingerprintForm
    fields = ["code", "name", "period", "management", "statement"]
    list_display = ["code", "__str__", "management", "statement"]
    search_fields = ["code", "period"]
    ordering = ["code"]
