"""Pictures as HTML: the renditions that exist, and the original for everybody else."""

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


def picture_html(image, alt, sizes, base_url="", css_class="", *, eager=False):
    """Return ``<picture>`` with ``srcset``, size and alternative text; reads no file and makes no query.

    ``base_url`` (scheme and host) makes the addresses absolute, for feeds.
    """
    storage = image.file.storage
    candidates = ", ".join(
        f"{base_url}{storage.url(name(image.file.name, width))} {width}w"
        for width in image.rendition_widths
    )
    source = (
        format_html('<source type="image/webp" srcset="{}" sizes="{}">', candidates, sizes)
        if candidates
        else ""
    )
    css_class = " ".join(filter(None, (css_class, focus(image))))
    return format_html(
        '<picture>{}<img src="{}" width="{}" height="{}" alt="{}"{}{} decoding="async"></picture>',
        source,
        base_url + image.file.url,
        image.width,
        image.height,
        alt,
        format_html(' class="{}"', css_class) if css_class else "",
        format_html(' {}="{}"', *(("fetchpriority", "high") if eager else ("loading", "lazy"))),
    )
