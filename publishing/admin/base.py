"""The admin of everything that can be published."""

from collections import Counter
from contextlib import nullcontext
from copy import copy
from typing import Any, ClassVar

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db import transaction
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from delivery.writing import writing
from languages.any_case import AnyCaseSearchMixin
from languages.codes import codes
from languages.read_only import ReadOnlyMixin
from library.models import Image
from library.widgets import ImageChooser
from publishing import checks
from publishing.admin.filters import STAGES, StageFilter
from publishing.edit import Edit, Rights
from publishing.forms import PublishableForm
from publishing.forms.fields import FIELDS
from publishing.kept.admin import KeptTypingMixin
from publishing.models import Status
from richtext.field import RichTextFormField
from richtext.left_out import sentence

# CKEditor writes handlers and styles into its own markup; see docs/decisions/0001-editor.md.
EDITOR_POLICY = {"script-src-attr": [UNSAFE_INLINE], "style-src": [SELF, UNSAFE_INLINE]}
EDITOR_SCRIPT = "ckeditor/ckeditor/ckeditor.js"
# How many missing things a list names; the form names them all.
MOST_NAMED = 4
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


class UnitOfWorkMixin:
    """Makes each form one unit of work: its consequences are handled once, when all is saved."""

    def changeform_view(self, request, *args, **kwargs):
        with writing() if request.method == "POST" else nullcontext():
            return super().changeform_view(request, *args, **kwargs)


class PublishableAdmin(
    KeptTypingMixin,
    ReadOnlyMixin,
    EditorPolicyMixin,
    UnitOfWorkMixin,
    AnyCaseSearchMixin,
    admin.ModelAdmin,
):
    """Who may do what, and what every list of published things shows.

    Without the right to publish, a person may change only what is not public (scheduled counts as
    public), and neither the status nor its times. What the form holds is in the ``edit``.
    """

    edit: type[Edit]
    form = PublishableForm
    actions = ["publish", "withdraw"]
    show_full_result_count = False
    list_per_page = 50
    save_on_top = True
    formfield_overrides: ClassVar[Any] = FIELDS

    # --- Who may ------------------------------------------------------------------------------

    def has_publish_permission(self, request, obj=None):
        """Return whether this person may publish and withdraw."""
        return Rights.of(request.user, self.model).publish

    def may_touch(self, request, obj):
        """Return whether this person may change or delete this row, given the right in general."""
        return obj is None or Rights.of(request.user, self.model).may_touch(obj)

    def edit_of(self, request, obj):
        """Return the edit whose form this request shows; of a new row without ``obj``."""
        data = request.POST if request.method == "POST" else request.GET
        return self.edit(obj or self.model(), request.user, data)

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
        fields = super().get_readonly_fields(request, obj)
        return (*fields, *self.edit_of(request, obj).read_only())

    def changeform_view(self, request, object_id=None, *args, **kwargs):
        if request.method == "POST":
            request.refused = self._problems(request, object_id)
        return super().changeform_view(request, object_id, *args, **kwargs)

    def _problems(self, request, object_id):
        """Return what stops the publication of the form that was sent, if that is what it asks for."""
        row = self.get_object(request, unquote(object_id)) if object_id else self.model()
        if row is None or request.POST.get("status") != Status.PUBLISHED:
            return []
        edit = self.edit(row, request.user, request.POST)
        return checks.problems(edit) if edit.rights.publish else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = self.edit_of(request, obj).form_class()
        form = type(form.__name__, (form,), {"refused": getattr(request, "refused", ())})
        return super().get_form(request, obj, change=change, form=form, **kwargs)

    def get_fieldsets(self, request, obj=None):
        fieldsets = list(super().get_fieldsets(request, obj))
        if getattr(request, "refused", ()):
            fieldsets.insert(0, (_("Not published yet"), {"fields": ["publish_anyway"]}))
        edit = self.edit_of(request, obj)
        if edit.has_page() and edit.rights.publish:
            fieldsets.append((_("Old addresses"), {"fields": ["former_addresses"]}))
        return fieldsets

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.related_model is Image:
            kwargs["widget"] = ImageChooser
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.related_model is Image:
            # Without the icons that the admin puts next to a relation: the chooser has its own buttons.
            formfield.widget = formfield.widget.widget
        return formfield

    def save_model(self, request, obj, form, change):
        form.save_row(request.user)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if reason := form.cleaned_data.get("publish_anyway"):
            checks.overridden(form.instance, request.refused, reason, request.user)
        forms = [form, *(part for formset in formsets for part in formset.forms)]
        fields = [field for one in forms for field in one.fields.values()]
        texts = [field for field in fields if isinstance(field, RichTextFormField)]
        if lost := sum((Counter(text.left_out) for text in texts), Counter()):
            self.message_user(request, sentence(lost), messages.WARNING)

    # --- Actions ------------------------------------------------------------------------------

    @admin.action(description=_("Publish selected"), permissions=["publish"])
    def publish(self, request, queryset):
        def make(row):
            if row.status == Status.PUBLISHED:
                return False
            row.status = Status.PUBLISHED
            self.check_whole(row)
            if stopped := checks.problems(self.edit(copy(row), request.user)):
                raise ValidationError([problem.words for problem in stopped])
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
        row.refuse_unfinished()
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
        found = [str(item) for item in self.missing_in(obj)]
        words = ", ".join(found[:MOST_NAMED]) or "–"
        more = len(found) - MOST_NAMED
        return f"{words} (+{more})" if more > 0 else words

    def missing_in(self, obj):
        """Return, in words, what a reader would miss in a row."""
        texts = {text.language: text.text for text in obj.texts.all()}
        text = _("text")
        return [f"{text} {code.upper()}" for code in codes() if not texts.get(code)]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            wrong = [problem.words for problem in checks.standing(obj)]
            context["missing"] = [*wrong, *self.missing_in_form(obj)]
        return super().render_change_form(request, context, add, change, form_url, obj)

    def missing_in_form(self, obj):
        """Return, in words, what the head of the form of a row lists as missing."""
        return []

    # --- On the site --------------------------------------------------------------------------

    def view_on_site(self, obj):
        if not obj.is_published():
            return None
        paths = obj.paths()
        return paths.get(getattr(obj, "language", get_language())) or next(
            iter(paths.values()), None
        )
