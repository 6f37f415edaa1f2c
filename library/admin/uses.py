"""What pictures and documents have in common in the admin: who may change them, where they are used."""

from django.apps import apps
from django.contrib import admin
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import Count
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from library import access
from library.models.use import Standing


class UsedFilter(admin.SimpleListFilter):
    """Selects what is used somewhere, or nowhere."""

    title = _("use")
    parameter_name = "used"

    def lookups(self, request, model_admin):
        return [("yes", _("used")), ("no", _("not used"))]

    def queryset(self, request, queryset):
        wanted = {"yes": False, "no": True}.get(self.value())
        return queryset if wanted is None else queryset.filter(uses__isnull=wanted).distinct()


class UsedAdminMixin:
    """Counts and lists uses; protects what is used, and leaves what is public to Editors."""

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(uses_count=Count("uses", distinct=True))

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        if not allowed or obj is None:
            return allowed
        right = f"{self.opts.app_label}.change_public_{self.opts.model_name}"
        return request.user.has_perm(right) or not access.is_public(obj)

    def add_view(self, request, form_url="", extra_context=None):
        """In a pop-up, take the row that has the uploaded file already (``UploadForm``), if asked to."""
        key = request.POST.get("use_existing") if IS_POPUP_VAR in request.POST else None
        existing = self.get_object(request, key) if key else None
        if existing is not None and self.has_view_permission(request, existing):
            return self.response_add(request, existing)
        return super().add_view(request, form_url, extra_context)

    @admin.display(description=_("used"), ordering="uses_count")
    def times_used(self, obj):
        times = ngettext("used once", "used %(count)d times", obj.uses_count)
        return times % {"count": obj.uses_count} if obj.uses_count else _("not used")

    @admin.display(description=_("used in"))
    def uses(self, obj):
        """Return links to everything that uses it, by version."""
        rows = list(obj.uses.all())
        parts = []
        for standing in Standing:
            if some := [kind_and_link(row) for row in rows if row.standing == standing]:
                links = format_html_join("", "<li>{}: {}</li>", some)
                parts.append((standing.label, links))
        return format_html_join("", "<p>{}</p><ul>{}</ul>", parts) or _("nothing yet")

    def get_deleted_objects(self, objs, request):
        deletable, counts, perms, protected = super().get_deleted_objects(objs, request)
        if protected:
            uses = [row for obj in objs for row in obj.uses.all()]
            protected = [format_html("{}: {}", *kind_and_link(row)) for row in uses] or protected
        return deletable, counts, perms, protected


def kind_and_link(use):
    """Return ``(kind, link)`` of one use."""
    model = apps.get_model(use.owner_label)
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    try:
        link = format_html('<a href="{}">{}</a>', reverse(name, args=[use.owner_key]), use)
    except NoReverseMatch:
        link = str(use)
    return model._meta.verbose_name, link
