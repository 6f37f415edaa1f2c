"""Scheduled tasks, for Administrators: what is waiting, and what went wrong."""

from django.contrib import admin, messages
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from delivery import due
from delivery.models import Due


class FailedFilter(admin.SimpleListFilter):
    """Chooses what failed at least once."""

    title = _("state")
    parameter_name = "failed"

    def lookups(self, request, model_admin):
        return [("yes", _("failed, will be retried"))]

    def queryset(self, request, queryset):
        return queryset.filter(tries__gt=0) if self.value() else queryset


@admin.register(Due)
class DueAdmin(admin.ModelAdmin):
    """They are scheduled by the site itself; a person may view one, run it at once, or delete it."""

    fields = ["what", "arguments", "at", "tries", "error"]
    list_display = ["what", "at", "tries", "error_short"]
    list_filter = [FailedFilter]
    actions = ["hurry"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_hurry_permission(self, request):
        """Return whether this person may run tasks before their time."""
        return request.user.has_perm("delivery.change_due")

    @admin.display(description=_("task"), ordering="name")
    def what(self, obj):
        return due.label(obj.name)

    @admin.display(description=_("what went wrong"))
    def error_short(self, obj):
        return obj.error[:120] or "–"

    @admin.action(description=_("Run the selected tasks now"), permissions=["hurry"])
    def hurry(self, request, queryset):
        number = queryset.update(at=timezone.now())
        message = ngettext(
            "%(count)d task will run within a second.",
            "%(count)d tasks will run within a second, one after the other.",
            number,
        )
        self.message_user(request, message % {"count": number}, messages.SUCCESS)


# The list of background tasks is that of django_tasks_db, which has no Bulgarian: its words are
# collected here.
WORDS = [
    _("Task Result"),
    _("Task Results"),
    pgettext_lazy("Task", "Ready"),
    pgettext_lazy("Task", "Running"),
    pgettext_lazy("Task", "Failed"),
    pgettext_lazy("Task", "Successful"),
    _("enqueued at"),
    _("started at"),
    _("finished at"),
    _("priority"),
    _("queue name"),
    _("task path"),
    _("args kwargs"),
    _("exception class path"),
]
