"""Footnotes: references in the text, and one list of the notes at its end.

A reference is ``<sup><a href="#note-KEY" id="ref-KEY">1</a></sup>``, its note ``<li id="note-KEY">``. The
keys stay, so that an address of a note always leads to it; the numbers follow the order of the references.
"""

import re

from lxml import etree

from richtext.tree import REMOVED, is_blank, tidy

REFERENCE = re.compile(r"#note-([a-z0-9]{6})")
NOTE = re.compile(r"note-([a-z0-9]{6})")


def references(root):
    """Return the references of a text in their order: ``(link, key)``."""
    links = ((link, REFERENCE.fullmatch(link.get("href", ""))) for link in root.iter("a"))
    return [(link, match[1]) for link, match in links if match]


def number(root):
    """Put the notes of a text in the order of their references, at its end, and number both.

    A reference without a note goes, since its number says nothing. A note without a reference stays,
    behind the others: its words may have been meant to stay.
    """
    notes = {}
    for item in root.iter("li"):
        match = NOTE.fullmatch(item.get("id", ""))
        if match and notes.setdefault(match[1], item) is not item:
            del item.attrib["id"]
    numbers = {}
    for link, key in references(root):
        if key not in notes:
            around = link.getparent()
            (around if _is_alone(link, around) else link).tag = REMOVED
            continue
        first = key not in numbers
        link.attrib.pop("id", None)
        if first:
            numbers[key] = len(numbers) + 1
            link.set("id", f"ref-{key}")
        link.text = str(numbers[key])
    if notes:
        _put_at_the_end(root, [notes[key] for key in dict.fromkeys([*numbers, *notes])])
    tidy(root)


def drop_links(root):
    """Take the numbers and the ways back out of a text, for those who want its words alone."""
    for link in root.iter("a"):
        if link.get("href", "").startswith(("#note-", "#ref-")):
            link.tag = REMOVED
    tidy(root)


def _is_alone(link, around):
    return (
        around.tag == "sup" and len(around) == 1 and is_blank(around.text) and is_blank(link.tail)
    )


def _put_at_the_end(root, notes):
    end = etree.Element("ol")
    for note in notes:
        before = note.getparent()
        note.tail = None
        end.append(note)
        if before.tag == "ol" and not len(before):
            before.tag = REMOVED
    root.append(end)
