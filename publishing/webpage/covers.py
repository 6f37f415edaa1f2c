"""A cover drawn from a title: rows of paving bricks, the same for the same title for ever.

A list of posts looks good even if nobody took a photograph. The share image of a page
(``publishing.webpage.share_image``) draws the same bricks with pixels.
"""

import hashlib
from functools import lru_cache
from random import Random

from django.utils.html import format_html

COLUMNS, ROWS = 12, 8
# How many palettes the stylesheet has: ``.cover-0`` to ``.cover-5``.
PALETTE_COUNT = 6
TONES = "abc"


def _number(text):
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def palette(key):
    """Return the palette number of a key, from 0: a project keeps its colours."""
    return _number(key) % PALETTE_COUNT


def bricks(title):
    """Return the bricks of a title as ``(column, row, width, tone)``: in half bricks from the top left.

    A running bond of 12 by 8: every other row begins with half a brick. ``tone`` is a letter of
    ``TONES``, lightest first; an empty place has no entry. The paving grows from below.
    """
    # Not for secrets: the same title must give the same wall on every machine.
    chance = Random(_number(title))  # noqa: S311
    peak = chance.uniform(2, COLUMNS - 2)
    laid = []
    for row in range(ROWS):
        column = -(row % 2)
        while column < COLUMNS:
            start, end = max(column, 0), min(column + 2, COLUMNS)
            # Denser below, and where the wall has its peak.
            likely = 0.16 + 0.82 * (row / (ROWS - 1)) - 0.04 * abs((start + end) / 2 - peak)
            if chance.random() < likely:
                dark = chance.random() + 0.22 * row / ROWS
                laid.append((start, row, end - start, TONES[(dark > 0.62) + (dark > 1)]))
            column += 2
    return laid


@lru_cache(maxsize=1000)
def cover(title, palette_key=""):
    """Return the cover of a title as ``<svg>``; ``palette_key`` (a project, say) chooses the colours.

    It adds nothing to the title next to it, so it is hidden from screen readers.
    """
    paths = dict.fromkeys(TONES, "")
    for column, row, width, tone in bricks(title):
        paths[tone] += (
            f"M{column * 10 + 0.4:g} {row * 10 + 0.4:g}h{width * 10 - 0.8:g}v9.2h-{width * 10 - 0.8:g}z"
        )
    return format_html(
        '<svg class="cover cover-{}" viewBox="0 0 120 80" preserveAspectRatio="xMidYMax slice"'
        ' aria-hidden="true"><path class="a" d="{}"/><path class="b" d="{}"/><path class="c" d="{}"/></svg>',
        palette(palette_key or title),
        *paths.values(),
    )
