"""Editors' HTML, made fit to leave the site."""

import re
from html import unescape
from urllib.parse import urljoin

from django.utils.html import escape

HREF = re.compile(r'(<a\b[^>]*? href=")([^"]*)(")')


def absolute_links(html, base):
    """Return rendered HTML whose links are all absolute; ``base`` is the address of its page.

    A reader shows the text elsewhere, where ``#notes`` or ``../news/`` would lead nowhere.
    """

    def absolute(match):
        try:
            target = urljoin(base, unescape(match[2]))
        except ValueError:  # an address that no browser understands either: leave it as written
            target = unescape(match[2])
        return f"{match[1]}{escape(target)}{match[3]}"

    return HREF.sub(absolute, html)
