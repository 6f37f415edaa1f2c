"""Members of staff, managed by Administrators."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.models import Group
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from accounts.models import User

# Groups are stored under their English names; this puts them into the message files.
GROUP_NAMES = [gettext_noop("Writers"), gettext_noop("Editors"), gettext_noop("Administrators")]


@admin.register(User)
class PersonAdmin(StockUserAdmin):
    """Groups decide what somebody may do; nobody gets individual permissions."""

    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        (_("Settings"), {"fields": ["interface_language"]}),
        (_("Rights"), {"fields": ["is_active", "is_staff", "groups"]}),
        (_("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (
            None,
            {
                "classes": ["wide"],
                "description": _(
                    "If the password is disabled, the new colleague sets one through"
                    " “Forgotten password?” on the sign-in page."
                ),
                "fields": [
                    *("email", "name", "interface_language", "groups"),
                    *("usable_password", "password1", "password2"),
                ],
            },
        ),
    ]
    list_display = ["name_shown", "email", "groups_shown", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]
    search_fields = ["name", "email"]
    ordering = ["name", "email"]
    filter_horizontal = []
    readonly_fields = ["last_login", "date_joined"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    def _above(self, request, obj):
        """Return whether the account has more rights than the person viewing it."""
        return obj is not None and obj.is_superuser and not request.user.is_superuser

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not self._above(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not self._above(request, obj)

    @admin.display(description=_("displayed name"), ordering="name")
    def name_shown(self, obj):
        return str(obj)

    @admin.display(description=_("groups"))
    def groups_shown(self, obj):
        return ", ".join(gettext(group.name) for group in obj.groups.all()) or "–"


# The rights of the groups are a table in the code, synced after every migrate.
admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(admin.ModelAdmin):
    """Groups can be viewed; their rights are not changed here."""

    fields = ["name", "permissions"]
    search_fields = ["name"]

    def has_change_permission(self, request, obj=None):
        return False

    has_add_permission = has_delete_permission = has_change_permission
