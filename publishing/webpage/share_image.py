"""Draws the share image of a page, which other sites show with its address: 1200 by 630 pixels.

It shows the title, the section of the site, the bricks of the page's cover, and a badge that
another room registers (the emblem of a funder, say).
"""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from itertools import groupby

from django.contrib.staticfiles import finders
from PIL import Image, ImageDraw, ImageFont

from publishing.webpage import covers

SIZE = (1200, 630)
PAPER, INK, QUIET, OCHRE = "#fffdf8", "#22201b", "#5d574b", "#d9a336"
# As ``.cover-0`` and the others in components.css: light, middle, dark.
PALETTES = [
    ("#efd08a", "#dfac47", "#a86f12"),
    ("#b7cfd6", "#7fa6b3", "#2f6070"),
    ("#c5d3a6", "#98ad6a", "#55702a"),
    ("#e7b9a0", "#cf8460", "#8f4524"),
    ("#c6bbd8", "#9a89b6", "#5b4880"),
    ("#d0c8b6", "#a99e86", "#645a45"),
]
MARGIN, WIDTH = 72, 1200 - 2 * 72

_badges: dict[str, Callable[[str], Image.Image]] = {}


def register_badge(name, make):
    """Register the badge of this name (a funder's emblem, say): a callable that returns its picture.

    It is called with the words that belong to the badge.
    """
    _badges[name] = make


def draw(image, site):
    """Return the image as the bytes of a PNG; ``site`` is the name of the site."""
    title = image.title or site
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    _bricks(pen, title, image.palette_key)
    _mark(pen, MARGIN, 56)
    _write(pen, (MARGIN + 92, 60), site, 34, 600, INK, image.language)
    top = 180
    if image.section:
        _write(pen, (MARGIN, 150), image.section, 30, 400, QUIET, image.language)
        top = 196
    size, lines = _fitting(title, image.language)
    for number, line in enumerate(lines):
        _write(pen, (MARGIN, top + number * size * 1.14), line, size, 700, INK, image.language)
    if image.badge:
        badge = _badges[image.badge](image.badge_words)
        picture.paste(badge, (SIZE[0] - MARGIN - badge.width, 40), badge)
    out = BytesIO()
    picture.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()


def _bricks(pen, title, palette_key):
    colours = dict(zip(covers.TONES, PALETTES[covers.palette(palette_key or title)], strict=True))
    wide, high, top = SIZE[0] / covers.COLUMNS, 34, SIZE[1] - 4 * 34
    for column, row, width, tone in covers.bricks(title):
        if row >= covers.ROWS - 4:
            left, upper = column * wide, top + (row - covers.ROWS + 4) * high
            corner = (left + width * wide - 5, upper + high - 5)
            pen.rectangle([(left, upper), corner], fill=colours[tone])


def _mark(pen, left, top):
    """Draw the mark of the site: a corner of paving, one brick of ink."""
    rows = [[(0, 38), (42, 38)], [(0, 17), (21, 38), (63, 17)], [(0, 38), (42, 38)]]
    for row, bricks in enumerate(rows):
        for number, (start, width) in enumerate(bricks):
            box = [left + start, top + row * 20, left + start + width, top + row * 20 + 16]
            pen.rectangle(box, fill=INK if (row, number) == (1, 1) else OCHRE)


def _fitting(title, language):
    """Return ``(size, lines)``: the largest size at which the title fits; cut off at the smallest."""
    for size in (76, 66, 58, 50, 44):
        lines = _wrapped(title, size, language)
        most = int(300 / (size * 1.14))
        if len(lines) <= most:
            return size, lines
    return size, [*lines[: most - 1], f"{lines[most - 1]} …"]


def _wrapped(text, size, language):
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if _length(longer, size, 700, language) <= WIDTH or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


@cache
def _font(part, size, weight):
    font = ImageFont.truetype(finders.find(f"fonts/{part}.woff2"), size)
    font.set_variation_by_axes([weight])
    return font


def _part(letter):
    """Return the font file that has a letter: there are three, by script."""
    code = ord(letter)
    if 0x400 <= code <= 0x4FF or letter == "№":
        return "source-sans-3-cyrillic"
    return "city-sans-europe" if 0x100 <= code <= 0x21B else "source-sans-3-latin"


def _runs(text, size, weight, language):
    """Yield the parts of a text that share one font file: ``(run, font, options, length)``."""
    for part, letters in groupby(text, _part):
        run, font = "".join(letters), _font(part, size, weight)
        # Bulgarian letter forms need the layout engine; without it the default forms are drawn.
        options = {"language": language} if font.layout_engine == ImageFont.Layout.RAQM else {}
        yield run, font, options, font.getlength(run, **options)


def _length(*text):
    return sum(length for _run, _font, _options, length in _runs(*text))


def _write(pen, corner, text, size, weight, colour, language):
    left, base = corner[0], corner[1] + size
    for run, font, options, length in _runs(text, size, weight, language):
        pen.text((left, base), run, colour, font, anchor="ls", **options)
        left += length
