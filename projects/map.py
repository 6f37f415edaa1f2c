"""The countries of a consortium on a map of Europe, drawn as SVG.

The address of a map names its countries, so that the same map is the same file for every project and
may be cached for ever (docs/decisions/0013-map.md).
"""

import json
from functools import cache, lru_cache
from pathlib import Path

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from projects.models.participation import Role

# Shapes of Natural Earth, made by bin/europe.py.
SHAPES = Path(__file__).with_name("europe.json")
# Readable on a light and on a dark background: a picture does not know its page.
LAND = 'fill="#8a8371" fill-opacity=".32" stroke="#8a8371" stroke-opacity=".5" stroke-width=".6"'
FILLED = 'fill="#d9a336" stroke="#6d4f10" stroke-width=".8"'
# A brick, so that the coordinator is not marked by colour alone.
MARK = (
    '<rect x="{x}" y="{y}" width="22" height="13" rx="1.5"'
    ' fill="#22201b" stroke="#fffdf8" stroke-width="2.5"/>'
)
DOT = '<circle cx="{}" cy="{}" r="5" fill="#d9a336" stroke="#6d4f10"/>'


@cache
def europe():
    """Return the shapes: ``width``, ``height``, and by country ``path``, ``middle``, ``small``."""
    return json.loads(SHAPES.read_text())


def countries_of(participants):
    """Return the countries on the map, sorted: those of coordinators, and of all others.

    ``participants`` are those of ``projects.views.participants.participants``.
    """
    on_map = [row for row in participants if row.shown_country in europe()["countries"]]
    first = {row.shown_country for row in on_map if row.role == Role.COORDINATOR}
    return sorted(first), sorted({row.shown_country for row in on_map} - first)


def path_of(coordinators, partners):
    """Return the path of a map."""
    names = f"{'-'.join(coordinators)}_{'-'.join(partners)}"
    return reverse("map", args=[names])


@lru_cache(maxsize=100)
def draw(coordinators, partners):
    """Return the map of these tuples of countries as SVG; it has no text, the page says it in words."""
    shapes, there = europe(), {*coordinators, *partners}
    width, height = shapes["width"], shapes["height"]
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" {size}>']
    # Filled countries come last, so that their outline lies over their neighbours'.
    for code in sorted(shapes["countries"], key=lambda code: (code in there, code)):
        shape = shapes["countries"][code]
        lines.append(f'<path {FILLED if code in there else LAND} d="{shape["path"]}"/>')
        if code in there and shape["small"]:
            lines.append(DOT.format(*shape["middle"]))
    for code in coordinators:
        x, y = shapes["countries"][code]["middle"]
        lines.append(MARK.format(x=x - 11, y=y - 6.5))
    return "\n".join([*lines, "</svg>\n"])


@require_safe
def serve_map(request, names):
    """Serve the map of these countries, ``BG_AT-IT``; each map has one address."""
    coordinators, partners = named = [part.split("-") if part else [] for part in names.split("_")]
    exist = {*coordinators, *partners} <= set(europe()["countries"])
    tidy = [*sorted(set(coordinators)), *sorted(set(partners) - set(coordinators))]
    if not exist or not tidy or tidy != [*coordinators, *partners]:
        raise Http404
    response = HttpResponse(draw(*map(tuple, named)), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
