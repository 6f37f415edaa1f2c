"""Names and dates in templates."""

import re

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from languages import comparatives

register = template.Library()
CYRILLIC = re.compile("[а-яА-Я]")


@register.filter
def foreign(items):
    """Join names and codes that have no translation; on a Bulgarian page Latin ones get ``lang``."""
    if get_language() != "bg":
        return ", ".join(items)
    return format_html_join(
        ", ", "{}", ((item if CYRILLIC.search(item) else _english(item),) for item in items)
    )


def _english(item):
    return format_html('<span lang="en">{}</span>', item)


@register.filter
def written(date, language=None):
    """Write a partial date out: ``15 януари 2022 г.``"""
    return date.format(language) if date else ""


@register.filter
def briefly(date, language=None):
    """Write a partial date out with a short month: ``15 яну 2022 г.``"""
    return date.format(language, brief=True) if date else ""


@register.filter
def without_colon(text):
    """Let a sentence that announces what is not shown here trail off: ``Three pictures:`` gets ``…``."""
    text = text.rstrip()
    return f"{text[:-1]}…" if text.endswith(":") else text


@register.filter
def unbroken(text):
    """Keep „по-“ and „най-“ on the line of their word, in a heading; what is copied stays as typed."""
    # It was escaped before.
    return mark_safe(comparatives.unbroken(conditional_escape(text)))  # noqa: S308
