"""Writing XML: elements inside elements, nothing else.

Everything is escaped; there are no CDATA sections (which would end at ``]]>`` in a text).
"""

from contextlib import contextmanager
from xml.sax.saxutils import escape, quoteattr


def hexadecimal(text):
    """Escape plain text as the RSS profile requires: some readers decode ``&amp;lt;`` twice."""
    return text.replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&#x3E;")


class XmlDocument:
    """An XML document, written from its beginning to its end.

    Django's ``SimplerXMLGenerator`` escapes all text alike and cannot write ``hexadecimal``.
    """

    def __init__(self, stylesheet=""):
        self._parts = ['<?xml version="1.0" encoding="utf-8"?>\n']
        if stylesheet:
            # CSS, for a feed opened in a browser; feed readers ignore it.
            attributes = _written({"type": "text/css", "href": stylesheet})
            self._parts.append(f"<?xml-stylesheet{attributes}?>\n")

    @contextmanager
    def inside(self, name, attributes=None):
        """Write what follows into an element."""
        self._parts.append(f"<{name}{_written(attributes)}>\n")
        yield
        self._parts.append(f"</{name}>\n")

    def add(self, name, text="", attributes=None, *, escaped=escape):
        """Write an element with text, or an empty one."""
        end = f">{escaped(str(text))}</{name}>\n" if text else "/>\n"
        self._parts.append(f"<{name}{_written(attributes)}{end}")

    def content(self):
        """Return the document as bytes."""
        return "".join(self._parts).encode()


def _written(attributes):
    pairs = (attributes or {}).items()
    return "".join(f" {name}={quoteattr(str(value))}" for name, value in pairs)


def add_media(document, picture):
    """Write a picture with its size and alternative text (Media RSS 1.5.1)."""
    attributes = {
        "url": picture.url,
        "type": picture.type,
        "medium": "image",
        "fileSize": picture.size,
        "width": picture.width,
        "height": picture.height,
    }
    with document.inside("media:content", attributes):
        if picture.alt:
            document.add("media:description", picture.alt, {"type": "plain"})
        if picture.thumbnail:
            document.add("media:thumbnail", attributes=vars(picture.thumbnail))
        if picture.credit:
            document.add("media:credit", picture.credit)
