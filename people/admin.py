"""People and the bodies that they sit on, for staff."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from languages.any_case import AnyCaseSearchMixin
from languages.codes import codes
from languages.read_only import ReadOnlyMixin
from people.forms import ROLES, ROLES_ON_BODY, TEXTS, BodyForm, PersonEdit
from people.models import Body, Person
from publishing.admin.base import STANDING, PublishableAdmin, UnitOfWorkMixin
from publishing.admin.inlines import PartInline, TextInline
from publishing.kept.admin import KeptTypingMixin


class TextsOfPerson(TextInline):
    part = TEXTS


class RolesOfPerson(PartInline, admin.TabularInline):
    part = ROLES
    autocomplete_fields = ["body"]
    verbose_name = _("board or council")
    verbose_name_plural = _("boards and councils")


@admin.register(Person)
class PersonAdmin(PublishableAdmin):
    edit = PersonEdit
    inlines = [TextsOfPerson, RolesOfPerson]
    autocomplete_fields = ["organisation"]
    fieldsets = [
        (None, {"fields": ["picture", "mail", "organisation"]}),
        (_("Publication"), {"fields": ["status", "published_at", "shown_on", "expires_at"]}),
        (_("Address and notes"), {"fields": ["slug", "internal_note"]}),
    ]
    list_display = ["__str__", "organisation", *STANDING]
    list_filter = ["roles__body"]
    search_fields = ["slug", "texts__name", "texts__position"]
    ordering = ["slug"]

    def for_list(self, queryset):
        return queryset.prefetch_related("texts", "organisation__texts")

    def missing_in(self, obj):
        """Return what a reader would miss: a person may do without a text, not without a position."""
        known = {text.language for text in obj.texts.all() if text.position}
        position = pgettext("person", "position")
        gaps = [f"{position} {code.upper()}" for code in codes() if code not in known]
        return gaps + [_("picture")] * (obj.picture_id is None)


class RolesOnBody(PartInline, admin.TabularInline):
    part = ROLES_ON_BODY
    autocomplete_fields = ["person"]
    verbose_name = _("member of a board")
    verbose_name_plural = _("members of the board: each needs an entry under People first")

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("person__texts")


@admin.register(Body)
class BodyAdmin(
    KeptTypingMixin, ReadOnlyMixin, UnitOfWorkMixin, AnyCaseSearchMixin, admin.ModelAdmin
):
    form = BodyForm
    inlines = [RolesOnBody]
    fields = ["label", "order", "mail", "slug"]
    list_display = ["__str__", "members", "mail", "order"]
    search_fields = ["slug", *(f"label__{code}" for code in codes())]
    ordering = ["order", "slug"]
    show_full_result_count = False

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("roles__person__texts")

    @admin.display(description=_("current members"))
    def members(self, obj):
        names = [str(role.person) for role in obj.roles.all() if role.is_current]
        return ", ".join(names) or "–"
