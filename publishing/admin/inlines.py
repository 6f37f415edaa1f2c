"""Rows that are edited together with the thing they belong to."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import BaseInlineFormSet
from django.forms.formsets import DELETION_FIELD_NAME as DELETE
from django.utils.translation import gettext_lazy as _

from languages.codes import codes
from publishing.admin.fields import FIELDS
from publishing.models import Status


class KnownSelect(AutocompleteSelect):
    """Shows the row that its form has already fetched; Django's queries again for each form."""

    known: Model | None = None

    def optgroups(self, name, value, attr=None):
        if self.known is None or value != [str(self.known.pk)]:
            return super().optgroups(name, value, attr)
        label = self.choices.field.label_from_instance(self.known)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options.append(self.create_option(name, value[0], label, True, len(options)))
        return [(None, options, 0)]


class KeptFormSet(BaseInlineFormSet):
    """Shows every submitted row, even one that somebody else has deleted meanwhile."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, KnownSelect) and form.instance.pk:
                widget.known = getattr(form.instance, name)

    def get_queryset(self):
        # The admin pairs the forms with these rows one by one and drops a form without a row.
        if self.is_bound and "forms" in self.__dict__:
            return [form.instance for form in self.initial_forms]
        return super().get_queryset()


class PartInline(admin.options.InlineModelAdmin):
    """A part of a thing: only those who may change the thing may change its parts."""

    formset = KeptFormSet
    extra = 0
    formfield_overrides: ClassVar[Any] = FIELDS

    def get_queryset(self, request):
        return super().get_queryset(request).select_related(*self.autocomplete_fields)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.autocomplete_fields:
            kwargs["widget"] = KnownSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def has_view_permission(self, request, obj=None):
        owner = self.admin_site.get_model_admin(self.parent_model)
        return owner.has_view_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        owner = self.admin_site.get_model_admin(self.parent_model)
        if obj is None or obj.pk is None:
            return owner.has_add_permission(request)
        return owner.has_change_permission(request, obj)

    has_add_permission = has_delete_permission = has_change_permission


class TextFormSet(KeptFormSet):
    """One form for each language, the missing ones empty and ready."""

    def __init__(self, *args, instance=None, **kwargs):
        there = set()
        if instance is not None and instance.pk:
            there = set(instance.texts.values_list("language", flat=True))
        missing = [{"language": code} for code in codes() if code not in there]
        super().__init__(*args, instance=instance, **{**kwargs, "initial": missing})

    def clean(self):
        super().clean()
        if any(self.errors):
            return
        left = [
            form
            for form in self.forms
            if (form.instance.pk or form.has_changed()) and not form.cleaned_data.get(DELETE)
        ]
        if self.instance.status == Status.PUBLISHED and not left:
            raise ValidationError(
                _("It needs a text in at least one language before it can be published.")
            )


class TextInline(PartInline, admin.StackedInline):
    """The texts by language."""

    formset = TextFormSet

    def get_extra(self, request, obj=None, **kwargs):
        there = obj.texts.count() if obj is not None and obj.pk else 0
        return max(0, len(codes()) - there)

    def get_max_num(self, request, obj=None, **kwargs):
        return len(codes())
