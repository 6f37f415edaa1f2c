"""Filters for lists: by stage of the life cycle."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

STAGES = {
    "draft": _("draft"),
    "scheduled": _("scheduled"),
    "published": _("published"),
    "expired": _("taken down"),
    "withdrawn": _("withdrawn"),
}


class StageFilter(admin.SimpleListFilter):
    """Filters by stage, as the badge in the list shows it."""

    title = _("state")
    parameter_name = "stage"

    def lookups(self, request, model_admin):
        return list(STAGES.items())

    def queryset(self, request, queryset):
        stages = {
            "draft": queryset.drafts(),
            "scheduled": queryset.scheduled(),
            "published": queryset.published(),
            "expired": queryset.expired(),
            "withdrawn": queryset.withdrawn(),
        }
        return stages.get(self.value(), queryset)
