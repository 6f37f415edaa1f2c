"""The table of contents of a long text, and its reading time."""

from math import ceil

from languages.codes import facts
from richtext.render import finish, plain, prepare
from richtext.tree import words

# Fewer headings are seen at a glance.
FEWEST = 4


def render_with_contents(html, language):
    """Return ``(html, contents)``: stored text as safe HTML, and its headings, which can be linked to.

    ``contents`` are ``(id, heading)``; empty for a text with fewer than four headings, which get no
    ids. The ids are numbers: they stay when a heading is reworded.
    """
    [shown] = prepare([html], language)
    headings = [] if shown.root is None else list(shown.root.iter("h2"))
    contents = []
    if len(headings) >= FEWEST:
        for number, heading in enumerate(headings, 1):
            heading.set("id", f"part-{number}")
            contents.append((f"part-{number}", words(heading)))
    return finish(shown, language), contents


def minutes(html, language):
    """Return how many minutes a text takes to read, at least 1."""
    return max(1, ceil(len(plain(html).split()) / facts(language).pace))
