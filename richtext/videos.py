"""Videos: an address alone in a paragraph becomes a card that loads the video when pressed.

Until then nothing is requested from the other site; without scripts the card is a link.
"""

import re

from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override

ALONE = re.compile(
    r"<p>\s*(?:<a [^>]*?href=\"(?P<href>[^\"]+)\"[^>]*>(?P<label>[^<]*)</a>|(?P<typed>https://[^\s<]+))\s*</p>"
)
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


def with_cards(html, language):
    """Return rendered text in which videos are cards, labelled in this language."""

    def card(match):
        address = (match["href"] or match["typed"]).replace("&amp;", "&")
        for site, pattern, page, player in SITES:
            if video := pattern.fullmatch(address):
                label = (match["label"] or "").strip()
                label = "" if label.startswith("http") else label
                return _card(site, label, page.format(video[1]), player.format(video[1]), language)
        return match[0]

    return ALONE.sub(card, html)


def _card(site, label, page, player, language):
    with override(language):
        title = label or escape(_("Video on %(site)s") % {"site": site})
        note = _("Nothing is loaded from %(site)s until you press play.") % {"site": site}
    return (
        f'<figure class="video"><a href="{escape(page)}" data-player="{escape(player)}">'
        f'<span class="video-title">{title}</span></a>'
        f"<figcaption>{escape(note)}</figcaption></figure>"
    )
