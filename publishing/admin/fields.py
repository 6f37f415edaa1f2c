"""How the admin shows instants, days and addresses: in the browser's own fields."""

from django import forms
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.db import models


class NativeDateTimeInput(forms.DateTimeInput):
    """The browser's own field for an instant: one input, one label, no script."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__({"step": 1, **(attrs or {})}, format="%Y-%m-%dT%H:%M:%S")


class NativeDateInput(forms.DateInput):
    """The browser's own field for a day."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


FIELDS = {
    models.DateTimeField: {"form_class": forms.DateTimeField, "widget": NativeDateTimeInput},
    models.DateField: {"form_class": forms.DateField, "widget": NativeDateInput},
    models.URLField: {"widget": AdminURLFieldWidget, "assume_scheme": "https"},
}
