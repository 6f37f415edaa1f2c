"""Short texts in every language, kept together in one value.

``{"en": "Green economy", "bg": "Зелена икономика"}``. For labels and alternative texts; anything
longer, or anything with a status of its own, is a row per language instead.
"""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from languages.codes import best, choices, codes


def label(value, language=None):
    """Return the text in this language (default: the active one), else in another, else ``""``."""
    return best(value or {}, language or get_language()) or ""


class LabelWidget(forms.MultiWidget):
    """One text field per language, each preceded by the name of the language."""

    template_name = "languages/label_widget.html"
    text_field: type[forms.Widget] = forms.TextInput

    def __init__(self, attrs=None):
        widgets = {code: self.text_field(attrs={"lang": code}) for code in codes()}
        super().__init__(widgets, attrs)

    def decompress(self, value):
        value = value if isinstance(value, dict) else {}
        return [value.get(code, "") for code in codes()]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for subwidget, (code, language) in zip(
            context["widget"]["subwidgets"], choices(), strict=True
        ):
            subwidget["label"] = language
            subwidget["attrs"] |= {"aria-label": language, "lang": code, "class": "vTextField"}
        return context


class SentenceWidget(LabelWidget):
    """One box per language, for texts of several lines."""

    text_field = forms.Textarea

    def __init__(self, attrs=None):
        super().__init__({"rows": 3, **(attrs or {})})


class LabelFormField(forms.MultiValueField):
    """Returns a dict of the languages that were filled in."""

    widget = LabelWidget
    longest = 300

    def __init__(self, **kwargs):
        fields = [forms.CharField(required=False, max_length=self.longest) for _code in codes()]
        super().__init__(fields, require_all_fields=False, **kwargs)

    def compress(self, values):
        pairs = zip(codes(), values or [""] * len(codes()), strict=True)
        return {code: text for code, text in pairs if text}

    def has_changed(self, initial, data):
        return self.compress(data) != {k: v for k, v in (initial or {}).items() if v}


class SentenceFormField(LabelFormField):
    """A label of several sentences."""

    widget = SentenceWidget
    longest = 2000


class LabelField(models.JSONField):
    """A model field of texts by language; an empty one is ``{}``."""

    form_field: type[LabelFormField] = LabelFormField

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"default": dict, **kwargs})

    def formfield(self, **kwargs):
        # Django adds a hidden initial value if the default is callable; several inputs for one
        # value cannot be read back from it.
        wanted = {"form_class": self.form_field, "show_hidden_initial": False}
        return models.Field.formfield(self, **{**wanted, **kwargs})

    def read_only(self, obj):
        """Return the texts of a row as the admin shows them to those who may not change them."""
        texts = getattr(obj, self.attname)
        rows = ((name, code, texts[code]) for code, name in choices() if texts.get(code))
        return format_html_join(mark_safe("<br>"), '{}: <span lang="{}">{}</span>', rows)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        wrong = not isinstance(value, dict) or any(
            code not in codes() or not isinstance(text, str) for code, text in value.items()
        )
        if wrong:
            raise ValidationError(_("Fill in a text for each language."), code="label")


class SentenceField(LabelField):
    """A label of several sentences by language."""

    form_field = SentenceFormField
