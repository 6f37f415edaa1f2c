"""What the head of a public page says, and the links to its other languages."""

from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from addresses.paths import absolute, address
from languages.codes import facts
from publishing.webpage.schema import as_script, breadcrumbs
from publishing.webpage.sharing import ShareImage


def default_address(alternates):
    """Return the address for visitors with another language, ``""`` if there is only one.

    ``alternates`` are ``(language, address)``.
    """
    urls = dict(alternates)
    return urls.get("en", "") if len(urls) > 1 else ""


@dataclass
class Switch:
    """One link of the language switch, labelled in its own language.

    ``instead`` says where it leads if the page does not exist in that language, else empty.
    """

    language: str
    url: str
    label: str
    instead: str = ""


class FeedLink(NamedTuple):
    """A feed in one format; ``title`` names both in full, ``form`` only the format."""

    type: str
    path: str
    title: str
    form: str


@dataclass
class Head:
    """What the head of a page says.

    ``path`` is the page's own (its canonical one), ``translations`` are paths by language, its own
    included; templates read the absolute addresses made of them: ``canonical``, ``alternates``.
    """

    title: str
    description: str = ""
    path: str = ""
    translations: dict = field(default_factory=dict)
    switches: list = field(default_factory=list)
    feeds: list = field(default_factory=list)
    section: str = ""
    robots: str = ""
    # ``website`` or ``article`` (Open Graph), its share image, the pages between the home page and it
    # as ``(label, path)``, and structured data (``publishing.webpage.schema``).
    og_type: str = "website"
    share_image: ShareImage | None = None
    trail: list = field(default_factory=list)
    data: list = field(default_factory=list)
    language: str = ""

    @property
    def canonical(self):
        """The canonical absolute address of the page."""
        return absolute(self.path)

    @property
    def alternates(self):
        """``(language, absolute address)`` of each language in which it exists."""
        return [(code, absolute(path)) for code, path in self.translations.items()]

    @property
    def steps(self):
        """The way from the home page to this one, ``(label, absolute address)``; empty for home."""
        home = address("home", get_language())
        if self.path == home:
            return []
        steps = [(_("Home"), home), *self.trail, (self.title, self.path)]
        return [(words, absolute(path)) for words, path in steps]

    @property
    def default(self):
        """The address for visitors with another language, if there is more than one."""
        return default_address(self.alternates)

    @property
    def locale(self):
        """Its language as Open Graph writes it."""
        return facts(self.language).locale

    @property
    def other_locales(self):
        """The other languages in which it exists, as Open Graph writes them."""
        return [facts(code).locale for code in self.translations if code != self.language]

    @property
    def script(self):
        """The structured data as an element of the head."""
        return as_script([*self.data, breadcrumbs(self.steps)])


def switch(language, url, words="", instead=""):
    """Return the link to another language.

    Its label is the name of that language, or ``words`` in it; both ``words`` and ``instead`` are lazy.
    """
    with override(language):
        return Switch(language, url, str(words or facts(language).name), str(instead))
