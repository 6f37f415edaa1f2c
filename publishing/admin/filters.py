"""Filters for lists: by stage of the life cycle."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from delivery import clock
from publishing.models import Status

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
        now = clock.now()
        if self.value() == "published":
            return queryset.published(now)
        conditions = {
            "draft": {"status": Status.DRAFT},
            "scheduled": {"status": Status.PUBLISHED, "published_at__gt": now},
            "expired": {"status": Status.PUBLISHED, "expires_at__lte": now},
            "withdrawn": {"status": Status.WITHDRAWN},
        }
        return queryset.filter(**conditions.get(self.value(), {}))
