"""Answering with a feed."""

from django.http import HttpResponse
from django.utils import timezone
from django.views import View

from delivery import version
from delivery.conditional import last_modified, validated
from languages.codes import codes, others
from publishing.addresses import absolute, address
from publishing.feeds import atom, json, rss

FORMATS = {"rss": rss, "atom": atom, "json": json}
SIZE = 20
MAX_AGE = 1800


class FeedView(View):
    """A feed in one language and one of the formats.

    ``page`` is the name of the route of the page that the feed belongs to. Keyword arguments of
    the address beyond ``language`` and ``format`` are those of that page, too.
    """

    http_method_names = ["get", "head", "options"]
    name = ""
    page = ""

    def setup(self, request, *args, language, format, **kwargs):  # noqa: A002
        super().setup(request, *args, **kwargs)
        self.language, self.format = language, format

    def get(self, request, *args, **kwargs):
        # Both before the first query: what comes later may be in the answer, but is not promised.
        site, self.now = version.current(), timezone.now()
        writer = FORMATS[self.format]
        response = HttpResponse(
            writer.write(self.feed()), content_type=f"{writer.MEDIA_TYPE}; charset=utf-8"
        )
        response["Cache-Control"] = f"public, max-age={MAX_AGE}"
        # The server in front compresses; said here, because a 304 has to say it as well.
        response["Vary"] = "Accept-Encoding"
        return validated(request, response, last_modified(site, self.now))

    def feed(self):
        """Return the ``Feed``. Raises ``Http404`` where there is none."""
        raise NotImplementedError

    def languages(self):
        """Return the languages in which this feed exists."""
        return codes()

    def address(self, route, language=None, **kwargs):
        """Return the absolute address of a route with the arguments of this feed's page."""
        return absolute(address(route, language or self.language, **self.kwargs, **kwargs))

    def addresses(self):
        """Return what a ``Feed`` says of addresses, as its arguments."""
        existing = self.languages()
        return {
            "url": self.address(self.name, format=self.format),
            "page_url": self.address(self.page),
            "alternates": tuple(
                (code, self.address(self.name, code, format=self.format))
                for code in others(self.language)
                if code in existing
            ),
        }
