"""The allow-list: what an editor's text may contain.

It stops stored cross-site scripting (OWASP: XSS prevention, HTML sanitisation): whatever comes in,
from the editor, an import or a forged request, only the tags, attributes and link schemes named here
go into the database. nh3 has the first and the last word: whatever is put in order in between passes
through it again.
"""

import re

import nh3
from lxml import etree

from addresses.links import UID
from richtext import notes
from richtext.tree import REMOVED, UNWRAPPED, is_blank, parse, serialise, tidy, words

TAGS = {
    *("h2", "h3", "h4", "p", "br", "hr", "blockquote", "pre", "code"),
    *("ul", "ol", "li", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *("a", "strong", "em", "sub", "sup", "s", "abbr", "cite", "q", "span", "small"),
    *("figure", "figcaption", "img"),
}
ATTRIBUTES = {
    "*": {"lang", "data-untranslated"},
    "a": {"href", "hreflang", "id"},
    "li": {"id"},
    "ol": {"start"},
    "abbr": {"title"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "figure": {"data-image"},
    "img": {"alt"},
}
SCHEMES = {"http", "https", "mailto", "tel", "ref"}
# What word processors and other editors write for our tags.
SAME = {"h1": "h2", "h5": "h4", "h6": "h4", "b": "strong", "i": "em", "strike": "s", "del": "s"}
LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*")


def _attribute(tag, name, value):
    """Return the value to keep, or None to drop the attribute."""
    if name == "href" and value.strip().startswith("//"):
        return None
    if name == "data-image" and not UID.fullmatch(value):
        return None
    if name == "data-untranslated" and value:
        return None
    if name == "lang" and not LANGUAGE.fullmatch(value):
        return None
    return value


def sanitise(html):
    """Return editors' HTML reduced to what is allowed. A second pass changes nothing.

    Pictures keep their place and alternative text only inside a figure that names them; paragraphs
    with nothing but space are dropped.
    """
    known = TAGS | SAME.keys()
    # Twice: what the first pass drops may have stood between two tags of which one ends the other.
    root = parse(_clean(_clean(html or "", known), known))
    for element in list(root.iter(*SAME)):
        element.tag = SAME[element.tag]
    _put_figures_in_order(root)
    _unlink_what_leads_nowhere(root)
    notes.number(root)
    _drop_empty_paragraphs(root)
    for element in root.iter("pre"):
        # HTML drops one of these whenever it is read.
        element.text = (element.text or "").lstrip("\n")
    return _clean(serialise(root), TAGS).strip()


def _clean(html, tags):
    """Return HTML with only these tags, and what they may have, every element with a closing tag."""
    return nh3.clean(
        html,
        tags=tags,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def _put_figures_in_order(root):
    """Drop pictures that no figure names, and figures that name no picture, but none of their words."""
    for figure in list(root.iter("figure")):
        if "data-image" in figure.attrib:
            figure.addprevious(_framed(figure))
            empty = not words(figure) and figure.find(".//figure") is None
            figure.tag = REMOVED if empty else UNWRAPPED
        else:
            figure.tag = UNWRAPPED
    for image in list(root.iter("img")):
        if image.getparent().tag != "figure":
            image.tag = REMOVED
    tidy(root)


def _framed(figure):
    """Return a figure with the picture and the caption of this one, which keeps all that is left."""
    framed = etree.Element("figure", figure.attrib)
    image, caption = next(figure.iter("img"), None), next(figure.iter("figcaption"), None)
    if image is not None and "alt" in image.attrib:
        etree.SubElement(framed, "img", alt=image.get("alt"))
    if caption is not None:
        # What stands behind it stays.
        left = etree.Element(UNWRAPPED)
        caption.addprevious(left)
        left.tail, caption.tail = caption.tail, None
        framed.append(caption)
    return framed


def _unlink_what_leads_nowhere(root):
    """Leave only the words of a link whose address was refused, so that they do not look like a link."""
    for link in root.iter("a"):
        if "href" not in link.attrib and "id" not in link.attrib:
            link.attrib.pop("hreflang", None)
            link.tag = "span" if link.attrib else UNWRAPPED
    tidy(root)


def _drop_empty_paragraphs(root):
    for paragraph in list(root.iter("p")):
        breaks = all(child.tag == "br" for child in paragraph)
        if breaks and not paragraph.attrib and is_blank("".join(paragraph.itertext())):
            paragraph.tag = REMOVED
            paragraph.tail = (paragraph.tail or "").lstrip("\t\n ")
    tidy(root)
