"""Editors' text in templates."""

from django import template
from django.utils.translation import get_language

from richtext.render import render

register = template.Library()


@register.filter
def richtext(value, language=None):
    """Show stored text in a language (default: the page's). The only way from text to page."""
    return render(value, language or get_language())
