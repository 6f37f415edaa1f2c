"""Reading what an address answered: emblems with their statements, and disclaimers."""

from typing import NamedTuple

from django.conf import settings
from django.templatetags.static import static
from lxml import etree, html

from addresses.paths import absolute

EMBLEMS = ("brand/european-union.svg", "brand/european-union.png")
PAGE = html.HTMLParser(encoding="utf-8")
FEED = etree.XMLParser(resolve_entities=False, huge_tree=True)
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
LINK = "{http://www.w3.org/2005/Atom}link"
# Elements whose content nobody sees, and classes that hide.
UNSEEN = {"template", "noscript", "script", "style"}
HIDING = {"visually-hidden", "sr-only", "hidden", "invisible"}
CLASS = "descendant-or-self::*[contains(concat(' ', normalize-space(@class), ' '), ' {} ')]"


class Shown(NamedTuple):
    """An emblem and the statement beside it; None for what is not there."""

    block: html.HtmlElement
    image: html.HtmlElement | None
    statement: html.HtmlElement | None

    @property
    def words(self):
        """The words beside the emblem."""
        return words(self.statement)


class Place(NamedTuple):
    """A page or an item of a feed: what it shows, and the language where nothing says another."""

    shown: list[Shown]
    disclaimers: list[html.HtmlElement]
    language: str


def read_page(body):
    """Return the ``Place`` that a page is."""
    root = html.document_fromstring(body, parser=PAGE)
    shown = []
    for block in root.xpath(CLASS.format("funding")):
        statement = next(iter(block.xpath(CLASS.format("statement"))), None)
        shown.append(Shown(block, emblem_in(block), statement))
    return Place(shown, root.xpath(CLASS.format("disclaimer")), root.get("lang", ""))


def read_item(content, language, statements):
    """Return the ``Place`` that the content of an item is; its paragraphs have no classes."""
    root = html.fragment_fromstring(content, create_parent="div")
    paragraphs = list(root.iter("p"))
    shown = [
        Shown(paragraph, image, innermost(paragraph))
        for paragraph in paragraphs
        if (image := emblem_in(paragraph, is_feed=True)) is not None
        or words(paragraph) in statements
    ]
    blocks = [found.block for found in shown]
    return Place(shown, [found for found in paragraphs if found not in blocks], language)


class Feeds:
    """The feeds of a site as a reader gets them: the newest items, then one archive after another."""

    def __init__(self, ask):
        self.ask = ask
        # By the path of a feed: its items so far, and the path of the archive that continues it.
        self._read: dict[str, tuple[dict, str]] = {}

    def item(self, path, key):
        """Return the content of an item and the language of its feed; None if no archive has it."""
        items, further = self._read.get(path, ({}, path))
        while key not in items and further:
            more, further = self._document(further)
            items = {**more, **items}
            self._read[path] = items, further
        return items.get(key)

    def _document(self, path):
        answer = self.ask(path)
        if answer.status != 200:
            return {}, ""
        channel = etree.fromstring(answer.body, FEED).find("channel")
        language = channel.findtext("language", "")
        items = {
            item.findtext("guid"): (item.findtext(CONTENT) or "", language)
            for item in channel.iter("item")
        }
        links = (link for link in channel.iter(LINK) if link.get("rel") == "prev-archive")
        further = next((link.get("href") for link in links), "")
        return items, further.removeprefix(settings.SITE_URL)


def emblem_in(block, *, is_feed=False):
    """Return the image of the emblem in an element; feed readers need its whole address."""
    wanted = {absolute(static(name)) for name in EMBLEMS}
    if not is_feed:
        wanted |= {static(name) for name in EMBLEMS}
    return next((image for image in block.iter("img") if image.get("src") in wanted), None)


def words(element):
    """Return the words of an element on one line; a new line separates words too."""
    return "" if element is None else " ".join(" ".join(element.itertext()).split())


def innermost(element):
    """Return the smallest element with all the words of an element."""
    for child in element:
        if isinstance(child.tag, str) and words(child) == words(element):
            return innermost(child)
    return element


def language_of(element, place):
    """Return the language that an element is marked with, on its page or in its feed."""
    marked = next(filter(None, (node.get("lang") for node in lineage(element))), place.language)
    return marked.partition("-")[0]


def lineage(element):
    """Return an element and those around it."""
    return [element, *element.iterancestors()]


def is_hidden(element):
    """Return whether readers do not see an element at once."""
    return any(_hides(node) for node in lineage(element))


def _hides(node):
    style = node.get("style", "").replace(" ", "")
    return (
        node.tag in UNSEEN
        or (node.tag in {"details", "dialog"} and "open" not in node.attrib)
        or "hidden" in node.attrib
        or node.get("aria-hidden") == "true"
        or bool(HIDING & set(node.get("class", "").split()))
        or "display:none" in style
        or "visibility:hidden" in style
    )


def is_at_head(block):
    """Return whether an element stands in the main content, before the first heading below the title."""
    main = next((node for node in lineage(block) if node.tag == "main"), None)
    if main is None:
        return False
    order = list(main.iter("h2", block.tag))
    first = next((place for place, node in enumerate(order) if node.tag == "h2"), len(order))
    return block in order[:first]


def is_below_title(block):
    """Return whether an element follows the title, with nothing between but the full name."""
    before = block.getprevious()
    while before is not None and {"funding", "lead"} & set(before.get("class", "").split()):
        before = before.getprevious()
    return before is not None and before.tag == "h1"
