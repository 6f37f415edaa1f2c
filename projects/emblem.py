"""The European emblem where there is no stylesheet: in feeds and on share images.

Its files are drawn by ``bin/emblem.py``.
"""

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from PIL import Image

from addresses.paths import absolute

PICTURE = "brand/european-union.png"
# At least one centimetre: 38 CSS pixels.
HEIGHT_IN_FEEDS = 60


def badge():
    """Return the emblem as the badge of a share image."""
    with Image.open(finders.find(PICTURE)) as picture:
        return picture.convert("RGB").resize((135, 90), Image.Resampling.LANCZOS)


def in_feed(groups):
    """Return what an item of a feed shows of the grants behind it; ``groups`` as ``funding.grouped``."""
    return format_html_join(
        "", "{}{}", ((_statement(shown), _views(shown)) for shown, _things in groups)
    )


def _statement(shown):
    return format_html(
        '<p><img src="{}" width="{}" height="{}" alt="{}"> <span lang="{}">{}</span></p>',
        absolute(static(PICTURE)),
        HEIGHT_IN_FEEDS * 3 // 2,
        HEIGHT_IN_FEEDS,
        _("Emblem of the European Union"),
        shown.statement.language,
        ", ".join(shown.statement.lines),
    )


def _views(shown):
    views = shown.disclaimer
    return format_html('<p lang="{}">{}</p>', views.language, views.words) if views else ""
