"""Short lists that staff write one item per line: other spellings, calls."""

from django import forms
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _


class LinesFormField(forms.CharField):
    """A text area, one item per line; returns a list without empty lines."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        lines = super().to_python(value).splitlines()
        return [line.strip() for line in lines if line.strip()]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class LinesField(models.JSONField):
    """A list of short texts, in the order in which they were written."""

    def __init__(self, *args, **kwargs):
        usual = {"default": list, "blank": True, "help_text": _("One per line.")}
        super().__init__(*args, **{**usual, **kwargs})

    def read_only(self, obj):
        """Return the items of a row as the admin shows them to those who may not change them."""
        items = format_html_join(
            "", "<li>{}</li>", ((item,) for item in getattr(obj, self.attname))
        )
        return items and format_html("<ul>{}</ul>", items)

    def formfield(self, **kwargs):
        # Without the hidden initial value that Django adds if a default is callable.
        wanted = {"form_class": LinesFormField, "required": False, "show_hidden_initial": False}
        return models.Field.formfield(self, **{**wanted, **kwargs})
