"""Bulgarian comparatives: „по-“ and „най-“ stay on the line of their word."""

import re

# Not within a tag, whose attributes may hold such a word, too.
COMPARED = re.compile(r"(?<![\w-])(?:по|най)-[а-я]+(?![^<>]*>)", re.IGNORECASE)


def unbroken(html):
    """Return HTML in which a line does not end after „по-“ or „най-“; what is copied stays as typed."""
    return COMPARED.sub(r'<span class="unbroken">\g<0></span>', html)
