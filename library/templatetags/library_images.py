"""Pictures in templates."""

from django import template

from library.html import picture_html

register = template.Library()


@register.simple_tag
def picture(image, alt, sizes="100vw", css_class="", *, eager=False):
    """Show a picture in the size that fits; ``eager`` for the one at the top of a page."""
    return picture_html(image, alt, sizes, css_class=css_class, eager=eager)
