"""Editors' text as a tree of elements, and back to HTML (docs/decisions/0018).

In a tree, text stands in ``text`` of an element and in ``tail`` behind it, so an element is never taken
out by hand: it gets the tag ``REMOVED`` or ``UNWRAPPED``, and ``tidy`` leaves what stands behind.
"""

import re

import nh3
from lxml import etree

# Tags of elements that ``tidy`` takes out: with what is in them, or around it.
REMOVED, UNWRAPPED = "removed", "unwrapped"
# The elements without a closing tag; HTML wants one of every other element, also of an empty one.
VOID = {"br", "hr", "img"}
OPEN = re.compile(rf"<({'|'.join(sorted(VOID))})\b([^>]*?)/?>")
# What no tree can hold; Word and PowerPoint paste a vertical tab for a new line.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
PARSER = etree.XMLParser(
    huge_tree=True, resolve_entities=False, collect_ids=False, remove_comments=True, remove_pis=True
)


def parse(html):
    """Return an element that holds what sanitised HTML holds.

    It is read as XML, which nh3's HTML nearly is: that keeps every element where nh3 put it, where
    lxml's HTML parser goes by HTML 4 (it ends ``<s>`` where a paragraph begins).
    """
    html = html or ""
    try:
        return _read(html)
    except etree.XMLSyntaxError:
        if CONTROL.search(html):
            return parse(CONTROL.sub(" ", html))
        # Not sanitised, or deeper than the 2,048 elements that libxml2 reads: the words alone.
        return _read(CONTROL.sub(" ", nh3.clean(html, tags=set())))


def _read(html):
    xml = OPEN.sub(r"<\1\2/>", html.replace("&nbsp;", "\xa0"))
    return etree.fromstring(f"<body>{xml}</body>", PARSER)


def serialise(root):
    """Return what an element holds as HTML.

    Written by the rules of XML, which are those of HTML too as long as empty elements have both tags:
    lxml's HTML would encode Cyrillic in addresses and leave ``<!--`` in attributes as it is.
    """
    for element in root.iter("*"):
        if element.text is None and not len(element) and element.tag not in VOID:
            element.text = ""
    return etree.tostring(root, encoding="unicode")[len("<body>") : -len("</body>")]


def tidy(root):
    """Take out the elements that were marked; nothing that stands behind one goes with it."""
    etree.strip_elements(root, REMOVED, with_tail=False)
    etree.strip_tags(root, UNWRAPPED)


def words(element):
    """Return the text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def is_blank(text):
    """Say whether the text beside an element, or its absence, shows nothing."""
    return not text or text.isspace()
