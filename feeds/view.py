"""The view of a feed."""

from django.conf import settings
from django.http import HttpResponse
from django.views import View

from addresses.paths import absolute, address
from delivery import clock
from delivery.conditional import validated
from feeds import atom, json, rss, websub
from feeds.archives import Archive
from feeds.stylesheet import stylesheet
from languages.codes import codes, others

FORMATS = {"rss": rss, "atom": atom, "json": json}
SIZE = 20
MAX_AGE = 1800


def accepts_html(environ):
    """Return whether a request, given by its WSGI environment, accepts HTML, as a browser's does."""
    return "text/html" in environ.get("HTTP_ACCEPT", "")


class FeedView(View):
    """A feed in one language and one of the formats.

    ``archive`` is None, or the ``Archive`` that the address asks for. ``page`` is the route
    name of the page that the feed belongs to; further arguments of the address are that page's
    as well.
    """

    http_method_names = ["get", "head", "options"]
    name = ""
    page = ""

    def setup(self, request, *args, language, format, year=None, part=None, **kwargs):  # noqa: A002
        super().setup(request, *args, **kwargs)
        self.language, self.format = language, format
        self.archive = Archive(year, part) if year else None

    def get(self, request, *args, **kwargs):
        self.now = clock.now()
        feed = self.feed()
        content = FORMATS[self.format].write(feed)
        response = HttpResponse(content, content_type=f"{self.media_type()}; charset=utf-8")
        if feed.hub:
            response["Link"] = websub.link_header(feed.url)
        response["Cache-Control"] = f"public, max-age={MAX_AGE}"
        response["Vary"] = "Accept"
        return validated(request, response, accepts_html)

    def media_type(self):
        """Return the type of the response: the format's own, except for a browser.

        Browsers show feeds under their own types as source text or save them; as general XML they
        show them with the stylesheet. Feed readers that accept HTML accept that, too.
        """
        own = FORMATS[self.format].MEDIA_TYPE
        is_xml = own.endswith("+xml")
        return "application/xml" if is_xml and accepts_html(self.request.META) else own

    def feed(self):
        """Return the ``Feed``. Raises ``Http404`` where there is none."""
        raise NotImplementedError

    def languages(self):
        """Return the languages in which this feed exists."""
        return codes()

    def address(self, route, language=None, **kwargs):
        """Return the absolute address of a route with the arguments of this feed's page."""
        return absolute(address(route, language or self.language, **self.kwargs, **kwargs))

    def archive_address(self, archive):
        """Return the address of an ``Archive``, or "" for None."""
        if archive is None:
            return ""
        kwargs = {"format": self.format, "year": archive.year}
        if archive.part:
            return self.address(f"{self.name}_part", part=archive.part, **kwargs)
        return self.address(f"{self.name}_year", **kwargs)

    def addresses(self):
        """Return the address arguments of a ``Feed``."""
        current = self.address(self.name, format=self.format)
        said = {
            "page_url": self.address(self.page),
            "stylesheet": stylesheet(self.language),
        }
        if self.archive:
            return {**said, "url": self.archive_address(self.archive), "current": current}
        existing = self.languages()
        alternates = [
            (code, self.address(self.name, code, format=self.format))
            for code in others(self.language)
            if code in existing
        ]
        return {**said, "url": current, "hub": settings.WEBSUB_HUB, "alternates": tuple(alternates)}
