"""Covers: a picture by its centre of interest, else bricks drawn from the title."""

from django import template
from django.utils.html import format_html

from library.html import picture_html
from publishing.webpage import covers

register = template.Library()


@register.simple_tag
def cover(thing, palette_key="", alt="", sizes="(min-width: 48rem) 20rem, 100vw", *, eager=False):
    """Show the cover of something with ``lead_image`` and a title."""
    if thing.lead_image:
        shown = picture_html(thing.lead_image, alt, sizes, eager=eager)
        return format_html('<div class="cover">{}</div>', shown)
    return covers.cover(str(thing), palette_key)


@register.simple_tag
def bricks(title, palette_key=""):
    """Show bricks drawn from a title: an empty list, the home page."""
    return covers.cover(str(title), palette_key)
