"""The allow-list: what an editor's text may contain.

It stops stored cross-site scripting (OWASP: XSS prevention, HTML sanitisation): whatever comes in,
from the editor, an import or a forged request, only the tags, attributes and link schemes named here
go into the database.
"""

import re

import nh3

from addresses.links import UID

TAGS = {
    *("h2", "h3", "h4", "p", "br", "hr", "blockquote", "pre", "code"),
    *("ul", "ol", "li", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *("a", "strong", "em", "sub", "sup", "s", "abbr", "cite", "q", "span", "small"),
    *("figure", "figcaption", "img"),
}
ATTRIBUTES = {
    "*": {"lang"},
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
    if name == "lang" and not LANGUAGE.fullmatch(value):
        return None
    return value


def sanitise(html):
    """Return editors' HTML reduced to what is allowed. A second pass changes nothing.

    Pictures keep their place and alternative text only inside a figure that names them; paragraphs
    with nothing but space are dropped.
    """
    html = re.sub(
        r"<(/?)(h1|h5|h6|b|i|strike|del)(?=[\s>/])",
        lambda match: f"<{match[1]}{SAME[match[2].lower()]}",
        html or "",
        flags=re.IGNORECASE,
    )
    html = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_attribute,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )
    html = _pictures_in_figures(html)
    return re.sub(r"<p>(?:\s|&nbsp;|<br>)*</p>\s*", "", html).strip()


def _pictures_in_figures(html):
    """Drop pictures that no figure names, and figures that name no picture."""

    def kept(match):
        opening, inner = match[1], match[2]
        if not opening:
            return ""
        if "data-image=" not in opening:
            return re.sub(r"<img[^>]*>", "", inner)
        alt = re.search(r'<img[^>]*?alt="([^"]*)"', inner)
        caption = re.search(r"<figcaption[^>]*>.*?</figcaption>", inner, re.DOTALL)
        image = f'<img alt="{alt[1]}">' if alt else ""
        return f"{opening}{image}{caption[0] if caption else ''}</figure>"

    # A figure with its content, or a picture outside any figure.
    return re.sub(r"(<figure[^>]*>)(.*?)</figure>|<img[^>]*>", kept, html, flags=re.DOTALL)
