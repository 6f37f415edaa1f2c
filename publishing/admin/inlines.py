"""Rows that are edited together with the thing they belong to."""

from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import Model

from languages.codes import codes
from publishing.forms import KeptFormSet, Part
from publishing.forms.fields import FIELDS


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


class PartInline(admin.options.InlineModelAdmin):
    """A part of a thing: only those who may change the thing may change its parts."""

    # What it is, and how it is edited.
    part: Part
    formset = KeptFormSet
    extra = 0
    formfield_overrides: ClassVar[Any] = FIELDS

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if part := cls.__dict__.get("part"):
            cls.model, cls.fields, cls.form, cls.formset = part

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


class TextInline(PartInline, admin.StackedInline):
    """The texts by language."""

    def get_extra(self, request, obj=None, **kwargs):
        there = obj.texts.count() if obj is not None and obj.pk else 0
        return max(0, len(codes()) - there)

    def get_max_num(self, request, obj=None, **kwargs):
        return len(codes())
