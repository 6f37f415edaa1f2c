"""Pictures as HTML: the renditions that exist, and the original for everybody else."""

from functools import lru_cache

from django.core.files.storage import default_storage
from django.utils.html import format_html

from library.renditions import name

# The fields needed to show a picture.
SHOWN = ("file", "width", "height", "rendition_widths", "focal_x", "focal_y")


def focus(image):
    """Return the classes that keep the centre of interest in a cropped picture, in tenths.

    Public pages allow no ``style`` attribute, so the stylesheet has a class for each tenth.
    """
    parts = {"fx": round(image.focal_x / 10), "fy": round(image.focal_y / 10)}
    return " ".join(f"{name}-{tenth}" for name, tenth in parts.items() if tenth != 5)


@lru_cache(maxsize=5000)
def _addresses(file, widths, base_url):
    """Return the address of a picture, and its renditions as ``srcset``; a file never changes."""
    url = default_storage.url
    candidates = ", ".join(f"{base_url}{url(name(file, width))} {width}w" for width in widths)
    return base_url + url(file), candidates


def picture_html(image, alt, sizes, base_url="", css_class="", *, eager=False):
    """Return ``<picture>`` with ``srcset``, size and alternative text; reads no file and makes no query.

    ``base_url`` (scheme and host) makes the addresses absolute, for feeds.
    """
    original, candidates = _addresses(image.file.name, tuple(image.rendition_widths), base_url)
    source = (
        format_html('<source type="image/webp" srcset="{}" sizes="{}">', candidates, sizes)
        if candidates
        else ""
    )
    css_class = " ".join(filter(None, (css_class, focus(image))))
    return format_html(
        '<picture>{}<img src="{}" width="{}" height="{}" alt="{}"{}{} decoding="async"></picture>',
        source,
        original,
        image.width,
        image.height,
        alt,
        format_html(' class="{}"', css_class) if css_class else "",
        format_html(' {}="{}"', *(("fetchpriority", "high") if eager else ("loading", "lazy"))),
    )
