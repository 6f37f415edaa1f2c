"""Videos: an address alone in a paragraph becomes a card that loads the video when pressed.

Until then nothing is requested from the other site; without scripts the card is a link.
"""

import re

from django.utils.translation import gettext as _
from django.utils.translation import override
from lxml import etree

from richtext.tree import is_blank

# What an address of each site looks like, the page of a video there, and its player.
SITES = [
    (
        "YouTube",
        re.compile(
            r"https://(?:(?:www\.|m\.)?youtube\.com/(?:watch\?v=|embed/|shorts/|live/)|youtu\.be/)"
            r"([A-Za-z0-9_-]{11})(?:[?&#].*)?"
        ),
        "https://www.youtube.com/watch?v={}",
        "https://www.youtube-nocookie.com/embed/{}?autoplay=1",
    ),
    (
        "Vimeo",
        re.compile(r"https://(?:www\.)?vimeo\.com/(\d{5,12})(?:[?#].*)?"),
        "https://vimeo.com/{}",
        "https://player.vimeo.com/video/{}?autoplay=1&dnt=1",
    ),
]

# Addresses of players, as embed codes have them.
PLAYERS = {
    "YouTube": r"(?:https?:)?//(?:www\.)?youtube(?:-nocookie)?\.com/embed/([A-Za-z0-9_-]{11})(?:[?&#].*)?",
    "Vimeo": r"(?:https?:)?//player\.vimeo\.com/video/(\d{5,12})(?:[?#].*)?",
}


def for_editor():
    """Return the sites for the editor, whose script reads the same patterns."""
    return [
        {"name": site, "address": pattern.pattern, "player": PLAYERS[site], "page": page}
        for site, pattern, page, _player in SITES
    ]


def put_in_cards(root, language):
    """Make cards of the videos of a text, worded in this language."""
    for paragraph in list(root.iter("p")):
        address, label = _alone(paragraph)
        for site, pattern, page, player in SITES:
            if video := pattern.fullmatch(address):
                link = {"href": page.format(video[1]), "data-player": player.format(video[1])}
                _make_card(paragraph, site, label, link, language)


def _alone(paragraph):
    """Return the address that is all that a paragraph holds, and the words of its link: else ``""``."""
    text = (paragraph.text or "").strip()
    if paragraph.attrib or len(paragraph) > 1:
        return "", ""
    if not len(paragraph):
        return text if len(text.split()) == 1 else "", ""
    [link] = paragraph
    if link.tag != "a" or len(link) or text or not is_blank(link.tail):
        return "", ""
    label = (link.text or "").strip()
    return link.get("href", ""), "" if label.startswith("http") else label


def _make_card(paragraph, site, label, link, language):
    with override(language):
        title = label or _("Video on %(site)s") % {"site": site}
        note = _("Nothing is loaded from %(site)s until you press play.") % {"site": site}
    paragraph.clear(keep_tail=True)
    paragraph.tag = "figure"
    paragraph.set("class", "video")
    anchor = etree.SubElement(paragraph, "a", link)
    etree.SubElement(anchor, "span", {"class": "video-title"}).text = title
    etree.SubElement(paragraph, "figcaption").text = note
