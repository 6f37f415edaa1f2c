"""How forms take instants, days and addresses: in the browser's own fields."""

from django import forms
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.db import models

# One input, one label, no script.
INSTANT = forms.DateTimeInput({"type": "datetime-local", "step": 1}, format="%Y-%m-%dT%H:%M:%S")
DAY = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
TIME = forms.TimeInput({"type": "time"}, format="%H:%M")
FIELDS = {
    models.DateTimeField: {"form_class": forms.DateTimeField, "widget": INSTANT},
    models.DateField: {"form_class": forms.DateField, "widget": DAY},
    models.TimeField: {"form_class": forms.TimeField, "widget": TIME},
    models.URLField: {"widget": AdminURLFieldWidget, "assume_scheme": "https"},
}


def formfield(field, **kwargs):
    """Return the form field of a model field, where no admin chooses its widget."""
    return field.formfield(**{**FIELDS.get(type(field), {}), **kwargs})
