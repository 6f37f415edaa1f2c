"""A translation begins as a copy of the original: each paragraph carries a mark until it is translated.

The mark is an attribute that the sanitiser keeps and pages drop; nothing is published while one is left.
"""

from lxml import etree

from richtext.sanitise import sanitise
from richtext.tree import parse, serialise, words

MARK = "data-untranslated"
# What is translated as one piece.
PIECES = ("p", "h2", "h3", "h4", "li", "td", "th", "caption", "pre", "figure")


def marked_copy(html):
    """Return a copy of stored text for a translation: everything marked, alternative texts left out."""
    root = parse(html)
    for element in root.iter(*PIECES):
        # A list item, a cell or a quotation that holds paragraphs is translated by them, and an empty
        # cell by nobody.
        if element.find(".//p") is None and (element.tag == "figure" or words(element)):
            element.set(MARK, "")
    for image in root.iter("img"):
        # Without one the library's own is shown, in the language of the translation.
        image.attrib.pop("alt", None)
    return sanitise(serialise(root))


def marks_in(html):
    """Return how many pieces of a text are not translated yet."""
    return len(marked(parse(html))) if html and MARK in html else 0


def marked(root):
    """Return the elements of a text that carry the mark."""
    return [element for element in root.iter(etree.Element) if MARK in element.attrib]
