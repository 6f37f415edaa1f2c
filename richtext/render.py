"""From stored text to a page or a feed: pictures and addresses are filled in."""

from contextlib import suppress
from typing import NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.utils.safestring import mark_safe
from lxml import etree

from addresses.links import UID
from addresses.models.address import Address
from languages.comparatives import unbroken
from library.html import picture_html
from library.models import Document, Image
from richtext import notes
from richtext.copies import MARK, marked
from richtext.tree import REMOVED, UNWRAPPED, is_blank, parse, serialise, tidy, words
from richtext.videos import put_in_cards

IN_TEXT_SIZES = "(min-width: 48rem) 42rem, 100vw"
# What has none of these is shown as it is stored, and costs no tree: half of all texts.
CHANGED = ("<figure", "<a ", "<h2", "https://", MARK)
# The words of these are words of their own in plain text.
APART = ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "blockquote", "figcaption")


class Shown(NamedTuple):
    """A text on its way to a page: as stored, its tree, the pictures to put in."""

    html: str
    # None where the text is shown as it is stored.
    root: etree._Element | None
    # ``(image, alternative text)``, in the order of the text.
    pictures: list


def named_images(root):
    """Return the uids of the pictures that a stored text names, as a set of strings."""
    uids = (figure.get("data-image", "") for figure in root.iter("figure"))
    return {uid for uid in uids if UID.fullmatch(uid)}


def named_pages(root):
    """Return the uids of the pages that a stored text links to, as a set of strings."""
    return {uid for _link, uid, _fragment in _own_links(root) if UID.fullmatch(uid)}


def _own_links(root):
    """Yield the links to something of this site: ``(link, uid, fragment)``."""
    for link in root.iter("a"):
        if (target := link.get("href", "")).startswith("ref:"):
            uid, sign, fragment = target[len("ref:") :].partition("#")
            yield link, uid, sign + fragment


def images_in(roots):
    """Return the pictures that stored texts name, ``{uid: Image}`` with uids as text. One query."""
    uids = set().union(*map(named_images, roots))
    return {str(image.uid): image for image in Image.objects.filter(uid__in=uids)} if uids else {}


def render(html, language):
    """Return stored text as safe HTML."""
    return render_many([html], language)[0]


def render_many(texts, language):
    """Return many stored texts as safe HTML with at most three queries together."""
    return [finish(shown, language) for shown in prepare(texts, language)]


def render_for_feed(texts, language, addresses):
    """Return ``(html, pictures)`` of stored texts, for readers who show them elsewhere.

    ``addresses`` are those of their pages: links lead there, where ``#notes`` or ``../news/`` would
    lead astray. There is no script to press the card of a video for: the link stays a link.
    ``pictures`` are ``(image, alternative text)``, in the order of the text.
    """
    return [
        (finish(shown, base_url=settings.SITE_URL), shown.pictures)
        for shown in prepare(texts, language, addresses)
    ]


def prepare(texts, language, addresses=None):
    """Return stored texts with everything put in but the pictures, each as ``Shown``."""
    texts = [text or "" for text in texts]
    roots = [parse(text) if any(sign in text for sign in CHANGED) else None for text in texts]
    trees = [root for root in roots if root is not None]
    images = images_in(trees)
    uids = set().union(*map(named_pages, trees))
    paths = _paths(uids, language) if uids else {}
    documents = _documents(missing) if (missing := uids - paths.keys()) else {}
    shown = []
    for text, root, address in zip(texts, roots, addresses or [""] * len(texts), strict=True):
        pictures = []
        if root is not None:
            for element in marked(root) if MARK in text else ():
                del element.attrib[MARK]
            _lead_links(root, paths, documents, settings.SITE_URL if address else "")
            if figures := list(root.iter("figure")):
                pictures = _frame_pictures(figures, images, language)
                tidy(root)
                _gather_galleries(root)
            if address:
                _make_absolute(root, address)
            else:
                put_in_cards(root, language)
        shown.append(Shown(text, root, pictures))
    return shown


def finish(shown, language="", base_url=""):
    """Return a prepared text as safe HTML; ``base_url`` makes the addresses of pictures absolute.

    ``language`` is that of the page that shows it. A feed reader has no stylesheet that would keep a
    comparative together.
    """
    html = shown.html if shown.root is None else serialise(shown.root)
    for number, (image, alternative) in enumerate(shown.pictures):
        picture = picture_html(image, alternative, IN_TEXT_SIZES, base_url=base_url)
        html = html.replace(f"<?picture {number}?>", picture)
    if language == "bg":
        html = unbroken(html)
    # The only door: the text was sanitised on its way into the database.
    return mark_safe(html)  # noqa: S308


def _paths(uids, language):
    """Return ``{uid: path}`` of what is public now, in this language where it has one."""
    rows = Address.objects.live().filter(uid__in=uids).values_list("uid", "language", "path")
    return {str(uid): path for uid, _code, path in sorted(rows, key=lambda row: row[1] == language)}


def _documents(uids):
    """Return ``{uid: (path, facts)}`` of documents: a link to a file shows that it is one."""
    return {
        str(row.uid): (row.get_absolute_url(), row.facts())
        for row in Document.objects.filter(uid__in=uids)
    }


def _lead_links(root, paths, documents, base_url):
    """Lead links to things of this site there; of one to something hidden the words are left."""
    for link, uid, fragment in list(_own_links(root)):
        if uid in paths:
            link.set("href", f"{base_url}{paths[uid]}{fragment}")
        elif uid in documents:
            path, facts = documents[uid]
            link.set("href", base_url + path)
            link.tail = f" ({facts}){link.tail or ''}"
        else:
            link.tag = UNWRAPPED
    tidy(root)


def _make_absolute(root, address):
    """Let the other links lead on from the address of the page of the text."""
    for link in root.iter("a"):
        # An address that no browser understands either stays as written.
        with suppress(ValueError):
            if "href" in link.attrib and not link.get("href").startswith(settings.SITE_URL):
                link.set("href", urljoin(address, link.get("href")))


def _frame_pictures(figures, images, language):
    """Give the figures places for their pictures; return the pictures, as ``Shown`` has them.

    The place is a processing instruction: the picture is HTML already, and reading that only to write
    it again would cost more than the rest of the text. A text cannot hold one of its own.
    """
    pictures = []
    for figure in figures:
        image = images.get(figure.get("data-image"))
        if image is None:
            figure.tag = REMOVED
            continue
        place = etree.ProcessingInstruction("picture", str(len(pictures)))
        pictures.append((image, _alternative(figure, image, language)))
        caption = figure.find("figcaption")
        figure.clear(keep_tail=True)
        figure.append(place)
        if caption is not None:
            figure.append(caption)
    return pictures


def _alternative(figure, image, language):
    """Return the alternative text of a figure: its own, else that of the picture."""
    img = figure.find("img")
    alternative = None if img is None else img.get("alt")
    return image.alt_in(language) if alternative is None else alternative


def _gather_galleries(root):
    """Let two pictures or more that follow each other stand side by side."""
    for figure in list(root.iter("figure")):
        row = [figure]
        while is_blank(row[-1].tail) and (after := row[-1].getnext()) is not None:
            if after.tag != "figure":
                break
            row.append(after)
        # The others of a row that stands in its gallery already are passed over.
        if len(row) > 1 and figure.getparent().get("class") != "gallery":
            gallery = etree.Element("div", {"class": "gallery"})
            figure.addprevious(gallery)
            gallery.tail, row[-1].tail = row[-1].tail, None
            gallery.extend(row)


def plain(html):
    """Return stored text without tags, on one line."""
    root = parse(html)
    if "#note-" in (html or ""):
        notes.drop_links(root)
    for element in root.iter(*APART):
        element.tail = f" {element.tail or ''}"
    return words(root)
