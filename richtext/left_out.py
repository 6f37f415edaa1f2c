"""What a text lost on its way through the allow-list, by kind, so that whoever wrote it is told.

Colours, fonts and other looks need no word: the site has its own.
"""

from collections import Counter
from html.parser import HTMLParser

from django.utils.translation import gettext as _

PLAYERS = {"iframe", "video", "audio", "object", "embed"}
FIELDS = {"form", "input", "select", "textarea", "button"}


class _Census(HTMLParser):
    """Counts what a reader would miss."""

    def __init__(self, html):
        super().__init__()
        self.found = Counter()
        self.forms = 0
        self.inside = []
        self.is_named = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag == "figure" and "data-image" in dict(attrs):
            self.found["pictures"] += 1
            self.is_named = True
        elif tag == "img":
            # A figure names the first picture in it.
            self.found["pictures"] += not self.is_named
            self.is_named = False
        elif tag in PLAYERS and not self.inside:
            self.found["players"] += 1
        elif tag == "a" and (dict(attrs).get("href") or "").strip():
            self.found["links"] += 1
        elif tag in FIELDS:
            self.forms += tag == "form"
            self.found["forms"] = self.forms or 1
        if tag in PLAYERS - {"embed"}:
            self.inside.append(tag)

    def handle_endtag(self, tag):
        if tag == "figure":
            self.is_named = False
        if tag in self.inside:
            self.inside.remove(tag)


def left_out(before, after):
    """Return what stood in a text before it was sanitised and does not after it: ``{kind: how many}``."""
    return dict(+(_Census(before).found - _Census(after).found))


def kinds():
    """Return what the kinds are called, and what can be done about each: ``{kind: (name, advice)}``."""
    return {
        "pictures": (_("pictures"), _("Add pictures with the button “Picture”.")),
        "players": (_("embedded players"), _("Add a video with the button “Video”.")),
        "forms": (_("forms"), _("A text cannot hold a form: link to its page.")),
        "links": (
            _("links with a forbidden address"),
            _("The words of such links are still there."),
        ),
    }


def sentence(counts):
    """Return what was left out as a person reads it; ``""`` for nothing."""
    told = [(counts[kind], *words) for kind, words in kinds().items() if counts.get(kind)]
    if not told:
        return ""
    listed = ", ".join(f"{name} ({count})" for count, name, _advice in told)
    advice = " ".join(advice for _count, _name, advice in told)
    return _("Left out of the text: %(list)s. %(advice)s") % {"list": listed, "advice": advice}
