"""The admin of everything that can be published."""

from contextlib import nullcontext
from typing import Any, ClassVar

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import inlineformset_factory
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from addresses.models import Address
from delivery.writing import writing
from languages.any_case import AnyCaseSearchMixin
from languages.codes import codes
from languages.slugs import free_slug
from library.models import Image
from library.widgets import ImageChooser, without_related_icons
from publishing.admin.fields import FIELDS
from publishing.admin.filters import STAGES, StageFilter
from publishing.admin.forms import PublishableForm
from publishing.models import Publishable, Status

# CKEditor writes handlers and styles into its own markup; see docs/decisions/0001-editor.md.
EDITOR_POLICY = {"script-src-attr": [UNSAFE_INLINE], "style-src": [SELF, UNSAFE_INLINE]}
EDITOR_SCRIPT = "ckeditor/ckeditor/ckeditor.js"
LIFE = ("status", "published_at", "expires_at")
# The last columns in lists of things with a text per language.
STANDING = ("stage", "languages", "missing", "changed_at")


@csp_update(EDITOR_POLICY)
def _with_editor(response):
    return response


class PreparedList(ChangeList):
    """A list that fetches what its columns show."""

    def get_queryset(self, request, exclude_parameters=None):
        queryset = super().get_queryset(request, exclude_parameters)
        return self.model_admin.for_list(queryset)


class EditorPolicyMixin:
    """Relaxes the content security policy on pages with an editor, and on no others."""

    def changeform_view(self, request, *args, **kwargs):
        response = super().changeform_view(request, *args, **kwargs)
        media = (getattr(response, "context_data", None) or {}).get("media")
        holds_editor = media is not None and static(EDITOR_SCRIPT) in str(media)
        return _with_editor(response) if holds_editor else response


class SlugFromTitleMixin:
    """Makes the slug of a new row from its name; an existing slug never changes by itself."""

    def slug_taken(self, slug):
        """Return whether another row of the model has this slug."""
        return (
            self._meta.model._base_manager.filter(slug=slug).exclude(pk=self.instance.pk).exists()
        )

    def slug_source(self):
        """Return the text that a slug is made from; subclasses say which."""
        raise NotImplementedError

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self):
        cleaned = super().clean()
        if "slug" in self.fields and self.cleaned_data.get("slug") == "":
            self.cleaned_data["slug"] = free_slug(self.slug_source(), self.slug_taken)
            if not self.cleaned_data["slug"] and not self._meta.model._meta.get_field("slug").blank:
                self.add_error(
                    "slug", _("No address could be made from the name. Please enter one.")
                )
        return cleaned

    def typed_in_texts(self, model, *names):
        """Return the first of these fields that was filled in, in any of the texts by language.

        ``model`` is that of the texts, which are edited on the same page.
        """
        forms = inlineformset_factory(self._meta.model, model, fields=names)(self.data)
        typed = (form[name].value() for name in names for form in forms)
        return next((text.strip() for text in typed if text and text.strip()), "")


class UnitOfWorkMixin:
    """Makes each form one unit of work: its consequences are handled once, when all is saved."""

    def changeform_view(self, request, *args, **kwargs):
        with writing() if request.method == "POST" else nullcontext():
            return super().changeform_view(request, *args, **kwargs)


class PublishableAdmin(EditorPolicyMixin, UnitOfWorkMixin, AnyCaseSearchMixin, admin.ModelAdmin):
    """Who may do what, and what every list of published things shows.

    Without the right to publish, a person may change only what is not public (scheduled counts as
    public), and neither the status nor its times.
    """

    form = PublishableForm
    actions = ["publish", "withdraw"]
    show_full_result_count = False
    list_per_page = 50
    save_on_top = True
    formfield_overrides: ClassVar[Any] = FIELDS

    # --- Who may ------------------------------------------------------------------------------

    def has_publish_permission(self, request, obj=None):
        """Return whether this person may publish and withdraw."""
        return request.user.has_perm(f"{self.opts.app_label}.publish_{self.opts.model_name}")

    def may_touch(self, request, obj):
        """Return whether this person may change or delete this row, given the right in general."""
        return obj is None or not obj.concerns_public() or self.has_publish_permission(request)

    def has_change_permission(self, request, obj=None):
        allowed = super().has_change_permission(request, obj)
        return allowed and (self.may_touch(request, obj) or self._overtaken(request, obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and self.may_touch(request, obj)

    def _overtaken(self, request, obj):
        """Return whether the row was published while this person was editing its draft.

        The form is then shown again with what was typed; ``get_form`` makes it refuse to save.
        """
        name = f"{self.opts.app_label}_{self.opts.model_name}_change"
        seen = request.POST.get("version", "")
        return (
            request.method == "POST"
            and request.resolver_match.url_name == name
            and seen.isdecimal()
            and int(seen) < obj.version
        )

    def get_readonly_fields(self, request, obj=None):
        fields = tuple(super().get_readonly_fields(request, obj))
        return fields if self.has_publish_permission(request) else (*fields, *LIFE)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        form.may_redirect = self.has_page() and self.has_publish_permission(request)
        form.overtaken = not self.may_touch(request, obj)
        return form

    def has_page(self):
        """Return whether these things have addresses of their own."""
        return self.model.paths is not Publishable.paths

    def get_fieldsets(self, request, obj=None):
        fieldsets = list(super().get_fieldsets(request, obj))
        if self.has_page() and self.has_publish_permission(request):
            fieldsets.append((_("Old addresses"), {"fields": ["former_addresses"]}))
        return fieldsets

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Image:
            kwargs["widget"] = ImageChooser(db_field.remote_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        return without_related_icons(formfield) if db_field.related_model is Image else formfield

    def save_model(self, request, obj, form, change):
        if not change:
            obj.owner = request.user
        super().save_model(request, obj, form, change)
        if "former_addresses" in form.changed_data:
            Address.objects.write_former(obj, form.cleaned_data["former_addresses"])

    # --- Actions ------------------------------------------------------------------------------

    @admin.action(description=_("Publish selected"), permissions=["publish"])
    def publish(self, request, queryset):
        def make(row):
            if row.status == Status.PUBLISHED:
                return False
            row.status = Status.PUBLISHED
            self.check_whole(row)
            return True

        told = ngettext_lazy("%(count)d was published.", "%(count)d were published.", "count")
        self._each(request, queryset, make, told)

    @admin.action(description=_("Withdraw selected"), permissions=["publish"])
    def withdraw(self, request, queryset):
        def make(row):
            if row.status != Status.PUBLISHED:
                return False
            row.status = Status.WITHDRAWN if row.was_public() else Status.DRAFT
            return True

        told = ngettext_lazy("%(count)d was withdrawn.", "%(count)d were withdrawn.", "count")
        self._each(request, queryset, make, told)

    def check_whole(self, row):
        """Raise ``ValidationError`` unless a row may be published."""
        row.full_clean()
        if hasattr(row, "texts") and not row.texts.exists():
            raise ValidationError(
                _("It needs a text in at least one language before it can be published.")
            )

    def _each(self, request, queryset, make, told):
        """Save every row for which ``make(row)`` is true, one by one, and report how many."""
        done = 0
        for key in queryset.values_list("pk", flat=True):
            with transaction.atomic():
                row = self.model._base_manager.select_for_update().get(pk=key)
                try:
                    if not make(row):
                        continue
                except ValidationError as error:
                    reasons = " ".join(error.messages)
                    self.message_user(request, f"{row}: {reasons}", messages.ERROR)
                    continue
                row.save()
                text = [{"changed": {"fields": [str(self.opts.get_field("status").verbose_name)]}}]
                self.log_change(request, row, text)
                done += 1
        self.message_user(request, told % {"count": done}, messages.SUCCESS)

    # --- Lists --------------------------------------------------------------------------------

    def get_changelist(self, request, **kwargs):
        return PreparedList

    def for_list(self, queryset):
        """Prefetch what the columns show."""
        return queryset

    def get_list_filter(self, request):
        return (StageFilter, *super().get_list_filter(request))

    @admin.display(description=_("state"), ordering="status")
    def stage(self, obj):
        words = STAGES[obj.stage]
        return format_html('<span class="stage stage-{}">{}</span>', obj.stage, words)

    @admin.display(description=_("languages"))
    def languages(self, obj):
        there = {text.language for text in obj.texts.all()}
        return format_html_join(
            " ",
            '<span class="language{}">{}</span>',
            (("" if code in there else " language-missing", code.upper()) for code in codes()),
        )

    @admin.display(description=_("still missing"))
    def missing(self, obj):
        return ", ".join(str(item) for item in self.missing_in(obj)) or "–"

    def missing_in(self, obj):
        """Return, in words, what a reader would miss in a row."""
        texts = {text.language: text.text for text in obj.texts.all()}
        text = _("text")
        return [f"{text} {code.upper()}" for code in codes() if not texts.get(code)]

    # --- On the site --------------------------------------------------------------------------

    def view_on_site(self, obj):
        if not obj.is_published():
            return None
        paths = obj.paths()
        return paths.get(getattr(obj, "language", get_language())) or next(
            iter(paths.values()), None
        )
