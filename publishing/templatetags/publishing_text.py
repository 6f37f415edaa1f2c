"""Editors' text and dates in templates."""

from django import template
from django.utils.translation import get_language

from publishing.richtext import render

register = template.Library()


@register.filter
def richtext(value, language=None):
    """Show stored text in a language (default: the page's). The only door from text to page."""
    return render(value, language or get_language())


@register.filter
def written(date, language=None):
    """Write a partial date out: ``15 януари 2022 г.``"""
    return date.format(language) if date else ""
