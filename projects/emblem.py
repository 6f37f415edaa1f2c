"""The European emblem where there is no stylesheet: in feeds and on share images.

Its files are drawn by ``bin/emblem.py``.
"""

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from PIL import Image, ImageDraw, ImageFont

from addresses.paths import absolute

PICTURE = "brand/european-union.png"
BLUE = "#003399"
# On share images: the width of the emblem, the size of the letters.
WIDTH_ON_SHARE_IMAGES, LETTERS = 144, 26
# At least one centimetre: 38 CSS pixels.
HEIGHT_IN_FEEDS = 60


def badge(words):
    """Return the emblem with its words below it, as the badge of a share image."""
    placed = list(_placed(words))
    width = max(WIDTH_ON_SHARE_IMAGES, sum(length for *_word, length in placed))
    high = WIDTH_ON_SHARE_IMAGES * 2 // 3
    canvas = Image.new("RGBA", (round(width), high + 2 * LETTERS))
    with Image.open(finders.find(PICTURE)) as picture:
        size = (WIDTH_ON_SHARE_IMAGES, high)
        emblem = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    canvas.paste(emblem, (canvas.width - WIDTH_ON_SHARE_IMAGES, 0))
    left, pen = canvas.width - sum(length for *_word, length in placed), ImageDraw.Draw(canvas)
    for word, font, length in placed:
        pen.text((left, high + LETTERS // 2), word, BLUE, font)
        left += length
    return canvas


def _placed(words):
    """Yield each word with its font, of which there is one for each script, and its length with a space."""
    every = words.split()
    for word in every:
        script = "cyrillic" if word[0] > "\u0400" else "latin"
        file = finders.find(f"fonts/ubuntu-derivative-{script}.woff2")
        font = ImageFont.truetype(file, LETTERS)
        yield word, font, font.getlength(word) + (0 if word is every[-1] else LETTERS / 4)


def in_feed(groups):
    """Return what an item of a feed shows of the grants behind it; ``groups`` as ``shown_of``."""
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
