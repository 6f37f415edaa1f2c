"""What differs between a form as it is filled in and what is saved, in words."""

from contextlib import suppress
from datetime import datetime
from difflib import SequenceMatcher
from typing import NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from richtext.field import RichTextFormField
from richtext.render import plain
from richtext.sanitise import sanitise

# How many words stand around a change, and how many are compared one by one.
AROUND = 6
MOST_WORDS = 20_000
LONGEST_KEY = 19
TAGS = {"del": "<del>{}</del>", "ins": "<ins>{}</ins>"}


class Difference(NamedTuple):
    """One field that differs: its label, and both texts with ``ins`` and ``del`` around what differs."""

    label: str
    html: SafeString


def differences(form, formsets=()):
    """Return the ``Difference`` of each field in which a bound form, with its formsets, differs from its row.

    For a new thing that is every field that is filled in.
    """
    found = _of_form(form)
    for formset in formsets:
        for part in formset.forms:
            found += _of_form(part, str(part.instance) if part.instance.pk else "")
    return found


def _of_form(form, part=""):
    found = []
    for name in form.changed_data:
        field = form.fields[name]
        if isinstance(field.widget, forms.HiddenInput) or name in {"language", "id", "version"}:
            continue
        before = _words(form, name, form.get_initial_for_field(field, name))
        after = _words(form, name, form[name].data)
        if before != after:
            label = capfirst(str(form[name].label))
            found.append(Difference(f"{part}: {label}" if part else label, compared(before, after)))
    return found


def _words(form, name, value):
    """Return the value of a field as people read it."""
    field = form.fields[name]
    if isinstance(field, RichTextFormField):
        return plain(sanitise(value or ""))
    if isinstance(field, forms.BooleanField):
        return _("yes") if field.widget.value_from_datadict({name: value}, {}, name) else _("no")
    if isinstance(field, forms.ModelMultipleChoiceField | forms.ModelChoiceField):
        return ", ".join(sorted(map(str, _rows(field, value))))
    if isinstance(field, forms.ChoiceField):
        # All of the model's: the form may offer fewer.
        column = form.instance._meta.get_field(name) if _is_column(form, name) else field
        choices = {str(key): str(label) for key, label in column.choices or field.choices}
        return choices.get(str(value or ""), str(value or ""))
    value = field.prepare_value(value)
    if isinstance(field, forms.DateTimeField | forms.DateField):
        return _moment(field, value)
    if isinstance(value, dict):
        value = [text for _code, text in sorted(value.items()) if text]
    if isinstance(value, list | tuple):
        value = ", ".join(str(part) for part in value if part)
    return "" if value is None else str(value).strip()


def _is_column(form, name):
    return name in {column.name for column in form.instance._meta.concrete_fields}


def _moment(field, value):
    """Return a day or an instant, from the form or from the row, as it is written here."""
    with suppress(ValidationError):
        value = field.to_python(value)
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return localize(value) if value else ""


def _rows(field, value):
    """Return the rows that a relation names, whether by key or by row; what is unknown is left out."""
    values = value if isinstance(value, list | tuple) else [value]
    keys = {getattr(one, "pk", one) for one in values if one}
    # No database has longer keys.
    keys = [key for key in keys if str(key).isdecimal() and len(str(key)) < LONGEST_KEY]
    return field.queryset.filter(pk__in=keys)


def compared(before, after):
    """Return two texts as one, word by word: ``del`` around what is gone, ``ins`` around what is new.

    Words that are the same are shown around a change, and left out where there are many of them.
    """
    old, new = before.split(), after.split()
    if len(old) + len(new) > MOST_WORDS:
        return format_html("<del>{}</del> <ins>{}</ins>", before[:2000], after[:2000])
    parts = []
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for number, (step, old_from, old_to, new_from, new_to) in enumerate(steps):
        if step == "equal":
            words = old[old_from:old_to]
            parts.append(_same(words, is_first=not number, is_last=number == len(steps) - 1))
            continue
        for tag, words in (("del", old[old_from:old_to]), ("ins", new[new_from:new_to])):
            if words:
                parts.append(format_html(TAGS[tag], " ".join(words)))
    return format_html_join(" ", "{}", ((part,) for part in parts if part))


def _same(words, *, is_first, is_last):
    """Return words that stand in both texts, shortened to those next to a change."""
    if is_first and is_last:
        return " ".join(words)
    before = [] if is_first else words[:AROUND]
    after = [] if is_last else words[-AROUND:]
    if len(before) + len(after) >= len(words):
        return " ".join(words)
    return " ".join([*before, "…", *after])
