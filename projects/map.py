"""The countries of a consortium on a map of Europe, drawn as SVG.

The page draws them itself; the land around them is a file. Its address names the countries, so that
the same map is the same file for every project and may be cached for ever (docs/decisions/0013-map.md).
"""

import json
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

# Shapes of Natural Earth, made by bin/europe.py.
SHAPES = Path(__file__).with_name("europe.json")
# Browsers keep a map for ever: whoever changes how it is drawn changes this part of its address.
EDITION = 2
# Width to height.
ASPECT = 9 / 8
# Of the width of the frame: what stays free around the countries, and over how much the land fades.
AIR, FADE = 0.08, 0.06
# Readable on a light and on a dark background: a picture does not know its page.
LAND = 'fill="#8a8371" fill-opacity=".32" stroke="#8a8371" stroke-opacity=".6" stroke-width="1.2"'


class Frame(NamedTuple):
    """The part of Europe that a map shows."""

    left: int
    top: int
    width: int
    height: int

    def __str__(self):
        return f"{self.left} {self.top} {self.width} {self.height}"

    def touches(self, box):
        """Return whether something of a box is in it."""
        left, top, right, bottom = box
        return (
            left < self.left + self.width
            and right > self.left
            and top < self.top + self.height
            and bottom > self.top
        )


@cache
def europe():
    """Return the shapes: ``width``, ``height``, ``countries``.

    Each country has its ``path`` and, if all of it is there, its ``box`` and the place of its label, ``at``.
    """
    return json.loads(SHAPES.read_text())


def is_on_map(code):
    """Return whether a country can be marked: the map shows all of it."""
    return "box" in europe()["countries"].get(code, {})


def path_of(countries):
    """Return the path of the map of these countries, which are sorted."""
    return reverse("map", args=["-".join(countries)])


def frame_of(countries):
    """Return the frame around these countries, at least a third as wide as the whole map."""
    lefts, tops, rights, bottoms = zip(
        *(europe()["countries"][code]["box"] for code in countries), strict=True
    )
    left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
    largest = europe()["width"]
    needed = max(right - left, (bottom - top) * ASPECT) / (1 - 2 * AIR)
    width = round(min(largest, max(largest / 3, needed)))
    height = round(width / ASPECT)
    return Frame(
        within((left + right - width) // 2, largest - width),
        within((top + bottom - height) // 2, europe()["height"] - height),
        width,
        height,
    )


def within(value, most):
    """Return the value, or the nearest one between 0 and ``most``."""
    return max(0, min(value, most))


@lru_cache(maxsize=100)
def draw(countries):
    """Return the land around a tuple of countries as SVG, fading at the edges of the frame."""
    frame = frame_of(countries)
    left, top, width, height = frame
    fade = round(width * FADE)
    land = "".join(
        shape["path"]
        for code, shape in europe()["countries"].items()
        if code not in countries and ("box" not in shape or frame.touches(shape["box"]))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="{frame}">\n'
        f'<filter id="soft"><feGaussianBlur stdDeviation="{fade // 2}"/></filter>\n'
        f'<mask id="edges" maskUnits="userSpaceOnUse" x="{left}" y="{top}" width="{width}" height="{height}">'
        f'<rect x="{left + fade}" y="{top + fade}" width="{width - 2 * fade}" height="{height - 2 * fade}"'
        ' fill="#fff" filter="url(#soft)"/></mask>\n'
        f'<path mask="url(#edges)" {LAND} d="{land}"/>\n'
        "</svg>\n"
    )


@require_safe
def serve_map(request, names):
    """Serve the land around these countries, ``AT-BG-IT``; each map has one address."""
    countries = names.split("-")
    if countries != sorted(set(countries)) or not all(map(is_on_map, countries)):
        raise Http404
    response = HttpResponse(draw(tuple(countries)), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
