"""Rows that are edited together with the thing they belong to."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import BaseInlineFormSet, ModelForm
from django.forms.formsets import DELETION_FIELD_NAME as DELETE
from django.utils.translation import gettext_lazy as _

from languages.codes import codes
from publishing.models import Status


class KeptFormSet(BaseInlineFormSet):
    """Shows every submitted row, even one that somebody else has deleted meanwhile."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            # A widget that can show the row which its form has already fetched.
            if hasattr(widget, "known") and form.instance.pk:
                widget.known = getattr(form.instance, name)

    def get_queryset(self):
        # The admin pairs the forms with these rows one by one and drops a form without a row.
        if self.is_bound and "forms" in self.__dict__:
            return [form.instance for form in self.initial_forms]
        return super().get_queryset()


class Part(NamedTuple):
    """Rows of one model that are parts of a thing, and how they are edited with it."""

    model: type[Model]
    fields: tuple[str, ...]
    form: type[ModelForm] = ModelForm
    formset: type[BaseInlineFormSet] = KeptFormSet


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
