"""The table of contents of a long text, and its reading time."""

import re
from math import ceil

from django.utils.safestring import mark_safe

from languages.codes import facts
from richtext.render import plain

HEADING = re.compile(r"<h2((?:\s[^>]*)?)>(.*?)</h2>", re.DOTALL)
# Fewer headings can be seen at a glance.
FEWEST = 4


def with_contents(html):
    """Return ``(html, contents)``: rendered text with link targets on its headings, and their texts.

    ``contents`` are ``(id, heading)``; empty for a text with fewer than four headings, which is then
    returned unchanged. The ids are numbers, so they stay when a heading is reworded.
    """
    if len(HEADING.findall(html)) < FEWEST:
        return html, []
    contents = []

    def numbered(match):
        contents.append((f"part-{len(contents) + 1}", plain(match[2])))
        return f'<h2{match[1]} id="{contents[-1][0]}">{match[2]}</h2>'

    # Nothing is added but a number: what was safe stays safe.
    return mark_safe(HEADING.sub(numbered, html)), contents  # noqa: S308


def minutes(html, language):
    """Return how many minutes a text takes to read, at least 1."""
    return max(1, ceil(len(plain(html).split()) / facts(language).pace))
