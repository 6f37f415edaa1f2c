"""Writing XML: nested elements, and how texts are escaped in feeds."""

from contextlib import contextmanager
from io import StringIO

from django.utils.xmlutils import SimplerXMLGenerator


def hexadecimal(text):
    """Escape plain text as the RSS profile requires: some readers decode ``&amp;lt;`` twice."""
    return text.replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&#x3E;")


class XmlDocument:
    """An XML document, written from its beginning to its end, an element on each line.

    Everything is escaped, nothing is in CDATA sections (which would end at ``]]>`` in a text).
    """

    def __init__(self, stylesheet=""):
        self._text = StringIO()
        self._xml = SimplerXMLGenerator(self._text, "utf-8", short_empty_elements=True)
        self._xml.startDocument()
        if stylesheet:
            # CSS, for a feed opened in a browser; feed readers ignore it.
            self._xml.processingInstruction(
                "xml-stylesheet", f'type="text/css" href="{stylesheet}"'
            )
            self._end_line()

    @contextmanager
    def inside(self, name, attributes=None):
        """Write what follows into an element."""
        self._start(name, attributes)
        self._end_line()
        yield
        self._end(name)

    def add(self, name, text="", attributes=None):
        """Write an element with text, or an empty one."""
        self._start(name, attributes)
        self._xml.characters(str(text))
        self._end(name)

    def add_plain(self, name, text):
        """Write an element whose text readers may decode once more (``hexadecimal``)."""
        self._start(name, None)
        # The generator's way to write text that is already escaped.
        self._xml.ignorableWhitespace(hexadecimal(text))
        self._end(name)

    def content(self):
        """Return the document as bytes."""
        return self._text.getvalue().encode()

    def _start(self, name, attributes):
        values = {key: str(value) for key, value in (attributes or {}).items()}
        self._xml.startElement(name, values)

    def _end(self, name):
        self._xml.endElement(name)
        self._end_line()

    def _end_line(self):
        self._xml.ignorableWhitespace("\n")


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
