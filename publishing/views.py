"""What every public page shares: its validators, its frame, its place in the languages."""

from dataclasses import dataclass, field
from math import ceil

from django.db.models import Count, Window
from django.http import Http404, HttpResponsePermanentRedirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.generic import TemplateView

from delivery import version
from delivery.conditional import last_modified, validated
from languages.codes import codes, others
from publishing.addresses import absolute, address
from publishing.metadata import as_script, breadcrumbs
from publishing.sharing import Shared, of_site

PAGE_SIZE = 20
LOCALES = {"en": "en_GB", "bg": "bg_BG"}
# Older pages are found by year; a reader who walks further is a robot.
LAST_PAGE = 50


@dataclass
class Switch:
    """One link of the language switch, worded in its own language."""

    language: str
    url: str
    words: str


@dataclass
class Page:
    """What the head of a page says. ``alternates`` are ``(language, path)``, this page included."""

    title: str
    description: str = ""
    canonical: str = ""
    alternates: list = field(default_factory=list)
    switches: list = field(default_factory=list)
    feeds: list = field(default_factory=list)
    section: str = ""
    robots: str = ""
    # ``website`` or ``article`` (Open Graph), what stands for it where it is shared, the way to it
    # from the home page as ``(words, path)``, and structured data (``publishing.metadata``).
    kind: str = "website"
    shared: Shared | None = None
    trail: list = field(default_factory=list)
    data: list = field(default_factory=list)
    language: str = ""

    @property
    def default(self):
        """The address for visitors whose language the site does not speak, where there is a choice."""
        urls = dict(self.alternates)
        return urls.get("en", "") if len(urls) > 1 else ""

    @property
    def locale(self):
        """Its language as Open Graph writes it."""
        return LOCALES.get(self.language, self.language)

    @property
    def other_locales(self):
        """The other languages in which it exists, as Open Graph writes them."""
        return [LOCALES.get(code, code) for code, _url in self.alternates if code != self.language]

    @property
    def script(self):
        """The structured data as an element of the head."""
        return as_script([*self.data, breadcrumbs(self.trail)])


def switch(language, url, *, same):
    """Return the link to another language: to the same thing, or to its list, saying so."""
    with override(language):
        words = _("Read this in English") if same else _("Not in English: go to the list")
    return Switch(language, url, words)


class PublicView(TemplateView):
    """A page for everybody: no cookie, validators, and 304 where they match."""

    section = ""

    def setup(self, request, *args, language, **kwargs):
        # Read before the first query of the page: what is kept is never older than its number.
        request.site_version = version.current()
        self.language = language
        super().setup(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        if not hasattr(response, "render"):
            return response
        response.render()
        response["Cache-Control"] = "public, max-age=0, must-revalidate"
        return validated(request, response, last_modified(request.site_version))

    def address(self, name, **kwargs):
        """Return the path of a route in the language of this page."""
        return address(name, self.language, **kwargs)

    def feeds(self, route, title, **kwargs):
        """Return what autodiscovery says of a feed: ``(type, path, title)`` for each format."""
        types = {"rss": "application/rss+xml", "atom": "application/atom+xml"}
        types["json"] = "application/feed+json"
        return [
            (types[form], self.address(route, format=form, **kwargs), f"{title} ({form.upper()})")
            for form in types
        ]

    def same_everywhere(self, route, **kwargs):
        """Return alternates and switches of a page that exists in every language."""
        alternates = [(code, address(route, code, **kwargs)) for code in codes()]
        switches = [
            switch(code, path, same=True) for code, path in alternates if code != self.language
        ]
        return {"alternates": alternates, "switches": switches}

    def page(self):
        """Return the ``Page`` of this view."""
        raise NotImplementedError

    def trail(self, page):
        """Return the way from the home page to this one, as ``(words, absolute address)``."""
        home = self.address("home")
        if page.canonical == absolute(home):
            return []
        way = [(_("Home"), home), *page.trail]
        return [(words, absolute(path)) for words, path in way] + [(page.title, page.canonical)]

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        page = self.page()
        page.section = page.section or self.section
        page.canonical = absolute(page.canonical or self.request.path)
        page.alternates = [(code, absolute(path)) for code, path in page.alternates]
        page.language = page.language or self.language
        page.shared = page.shared or of_site(self.language)
        page.trail = self.trail(page)
        return {**context, "page": page, "language": self.language}


class ListView(PublicView):
    """A list, 20 at a time. ``route`` is its first page; ``<route>_page`` are the others.

    ``newest_first`` says how the ways to the pages before and after are called.
    """

    route = ""
    newest_first = True

    def queryset(self):
        """Return what the list shows, in its order."""
        raise NotImplementedError

    def route_kwargs(self):
        """Return the arguments of the route, without the number of the page."""
        return {}

    def get(self, request, *args, **kwargs):
        if kwargs.get("number") == 1:
            return HttpResponsePermanentRedirect(self.address(self.route, **self.route_kwargs()))
        return super().get(request, *args, **kwargs)

    @property
    def number(self):
        """The number of this page, from 1."""
        return self.kwargs.get("number", 1)

    def page_address(self, number):
        """Return the address of one page of this list."""
        if number == 1:
            return self.address(self.route, **self.route_kwargs())
        return self.address(f"{self.route}_page", number=number, **self.route_kwargs())

    def pager(self):
        """Return the items of this page and where the pages before and after are."""
        if not 1 <= self.number <= LAST_PAGE:
            raise Http404
        start = (self.number - 1) * PAGE_SIZE
        # The window counts in the query that fetches: one query, and both tell of one instant.
        rows = self.queryset().annotate(total=Window(Count("pk")))
        items = list(rows[start : start + PAGE_SIZE])
        if self.number > 1 and not items:
            raise Http404
        pages = ceil(items[0].total / PAGE_SIZE) if items else 1
        last = min(pages, LAST_PAGE)
        return {
            "items": items,
            "number": self.number,
            "last": last,
            "newest_first": self.newest_first,
            "newer": self.page_address(self.number - 1) if self.number > 1 else "",
            "older": self.page_address(self.number + 1) if self.number < last else "",
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(pager=self.pager(), **kwargs)

    def page(self):
        page = self.list_page()
        page.canonical = self.page_address(self.number)
        if self.number > 1:
            values = {"title": page.title, "number": self.number}
            page.title = _("%(title)s, page %(number)s") % values
            page.description = f"{page.title}. {page.description}"
            # The second page of one language is not the translation of another's.
            page.alternates = []
        return page

    def list_page(self):
        """Return the ``Page`` of the whole list; titles and links of later pages follow from it."""
        raise NotImplementedError


class ThingView(PublicView):
    """The page of one thing whose texts stand by language.

    A missing text falls back to another language: 200, marked, and canonical to what exists.
    """

    route = list_route = ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(list_address=self.address(self.list_route), **kwargs)

    def text(self, texts):
        """Return the text to show and say whether it is a fallback: ``(text, fallback)``."""
        by_language = {text.language: text for text in texts}
        for code in (self.language, *others(self.language)):
            if code in by_language:
                return by_language[code], code != self.language
        raise Http404

    def places(self, slug, texts):
        """Return canonical, alternates and switches of a thing with these texts."""
        existing = {text.language for text in texts}
        language = self.language if self.language in existing else next(iter(existing))
        return {
            "canonical": address(self.route, language, slug=slug),
            "alternates": [
                (code, address(self.route, code, slug=slug)) for code in codes() if code in existing
            ],
            "switches": [
                switch(code, address(self.route, code, slug=slug), same=True)
                if code in existing
                else switch(code, address(self.list_route, code), same=False)
                for code in others(self.language)
            ],
        }
