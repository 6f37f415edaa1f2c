"""From stored text to a page or a feed: pictures and addresses are filled in."""

import re
from html import unescape

from django.utils.html import escape, strip_tags
from django.utils.safestring import mark_safe

from addresses.links import UID
from addresses.models.address import Address
from library.html import picture_html
from library.models import Document, Image
from richtext.videos import with_cards

FIGURE = re.compile(r'<figure([^>]*?) data-image="([^"]+)"([^>]*)>(.*?)</figure>', re.DOTALL)
LINK = re.compile(r'<a([^>]*?) href="ref:([^"#]+)(#[^"]*)?"([^>]*)>(.*?)</a>', re.DOTALL)
# Two or more consecutive pictures are shown side by side.
GALLERY = re.compile(
    r"<figure>(?:(?!</figure>).)*</figure>(?:\s*<figure>(?:(?!</figure>).)*</figure>)+", re.DOTALL
)
IN_TEXT_SIZES = "(min-width: 48rem) 42rem, 100vw"


def named_images(html):
    """Return the uids of the pictures that stored text names, as a set of strings."""
    return {match[2] for match in FIGURE.finditer(html or "") if UID.fullmatch(match[2])}


def named_pages(html):
    """Return the uids of the pages that stored text links to, as a set of strings."""
    return {match[2] for match in LINK.finditer(html or "") if UID.fullmatch(match[2])}


def images_in(texts):
    """Return the pictures that stored texts name, ``{uid: Image}`` with uids as text. One query."""
    uids = set().union(*map(named_images, texts))
    return {str(image.uid): image for image in Image.objects.filter(uid__in=uids)} if uids else {}


def pictures(html, images, language):
    """Yield ``(image, alternative text)`` of the pictures of a stored text, in its order.

    ``images`` is what ``images_in`` found.
    """
    for match in FIGURE.finditer(html or ""):
        if image := images.get(match[2]):
            yield image, _alternative(match[4], image, language)


def render(html, language, base_url=""):
    """Return stored text as safe HTML. ``base_url`` (scheme and host) makes addresses absolute."""
    return render_many([html], language, base_url)[0]


def render_many(texts, language, base_url="", images=None):
    """Return many stored texts as safe HTML, with at most three queries in all.

    ``images`` is what ``images_in`` found, if the caller already has it.
    """
    images = images_in(texts) if images is None else images
    uids = set().union(*map(named_pages, texts))
    paths = _paths(uids, language) if uids else {}
    if missing := uids - set(paths):
        paths |= _documents(missing)
    return [_put_in(html or "", images, paths, language, base_url) for html in texts]


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


def _put_in(html, images, paths, language, base_url):
    def figure(match):
        image = images.get(match[2])
        if image is None:
            return ""
        caption = re.search(r"<figcaption.*?</figcaption>", match[4], re.DOTALL)
        text = _alternative(match[4], image, language)
        picture = picture_html(image, text, IN_TEXT_SIZES, base_url=base_url)
        return f"<figure>{picture}{caption[0] if caption else ''}</figure>"

    def link(match):
        path = paths.get(match[2])
        if path is None:
            return match[5]
        if isinstance(path, tuple):
            path, facts = path
            link = f'<a{match[1]} href="{escape(base_url + path)}"{match[4]}>{match[5]}</a>'
            return f"{link} ({escape(facts)})"
        return f'<a{match[1]} href="{escape(base_url + path)}{match[3] or ""}"{match[4]}>{match[5]}</a>'

    html = GALLERY.sub(
        r'<div class="gallery">\g<0></div>', LINK.sub(link, FIGURE.sub(figure, html))
    )
    if base_url:
        html = re.sub(r'(<a[^>]* href=")(/)(?!/)', rf"\g<1>{base_url}/", html)
    else:
        # In a feed there is no script to start a player: the link stays a link.
        html = with_cards(html, language)
    # The only place: the text was sanitised on its way into the database.
    return mark_safe(html)  # noqa: S308


def _alternative(inside, image, language):
    """Return the alternative text of a figure: its own, else that of the picture."""
    alt = re.search(r'<img[^>]*?alt="([^"]*)"', inside)
    return unescape(alt[1]) if alt else image.alt_in(language)


def plain(html):
    """Return stored text without tags, on one line."""
    spaced = re.sub(r"</(?:p|li|h\d|td|th|blockquote|figcaption)>", r"\g<0> ", html or "")
    return " ".join(unescape(strip_tags(spaced)).split())
