"""A whole response, ready to be sent: plain, compressed, or as 304."""

import gzip
from functools import lru_cache

from django.utils.http import parse_etags, parse_http_date_safe

# What a 304 carries (RFC 9110, 15.4.5); the browser has the rest.
OF_304 = {"etag", "last-modified", "vary", "cache-control"}
NOT_MODIFIED = "304 Not Modified"
# Shorter bodies are not worth compressing.
SHORTEST = 200
# Roughly what Python's objects take besides the bodies.
OVERHEAD = 3_000


class Answer:
    """A response as it is kept: compressed once, when it is made.

    ``site`` is the ``Version`` that was read before it was made, ``asked`` the request that made it,
    ``former`` the answer that it replaces.
    ``hits`` counts roughly how often it was sent: two threads at once may count as one.
    """

    __slots__ = (
        *("asked", "bare", "body", "etag", "hits", "modified", "packed", "packed_headers"),
        *("plain_headers", "site", "status", "until"),
    )

    def __init__(self, status, headers, body, site, asked, former=None):
        self.status, self.body, self.site, self.asked = status, body, site, asked
        self.hits = 0
        headers = [(name, value) for name, value in headers if name.lower() != "content-length"]
        fields = {name.lower(): value for name, value in headers}
        self.etag = fields.get("etag", "")
        self.modified = fields.get("last-modified", "")
        ends = [site.upcoming]
        if not self.modified and site.changed_at > site.now:
            # Several changes came in one second: once their time has come, it gets its date.
            ends.append(site.changed_at)
        self.until = min(ends).timestamp()
        self.bare = [header for header in headers if header[0].lower() in OF_304]
        self.plain_headers = [*headers, ("Content-Length", str(len(body)))]
        self.packed, self.packed_headers = body, self.plain_headers
        if len(body) >= SHORTEST and "content-encoding" not in fields:
            if former is not None and former.body == body:
                self.body, self.packed = former.body, former.packed
            else:
                self.packed = gzip.compress(body, mtime=0)
            length = ("Content-Length", str(len(self.packed)))
            self.packed_headers = [*headers, ("Content-Encoding", "gzip"), length]

    @property
    def size(self):
        """How many bytes it takes."""
        packed = 0 if self.packed is self.body else len(self.packed)
        return len(self.body) + packed + OVERHEAD

    def matches(self, environ):
        """Return whether the browser already has this answer (RFC 9110, 13.2.2).

        Tags are compared weakly, so the tag of a page that nginx compressed is the same one.
        """
        tags = environ.get("HTTP_IF_NONE_MATCH")
        if tags is not None:
            if not self.etag:
                return False
            return tags == self.etag or _named(self.etag, tags)
        date = environ.get("HTTP_IF_MODIFIED_SINCE")
        if date is None or not self.modified:
            return False
        return date == self.modified or _not_before(date, self.modified)

    def send(self, environ, start_response, more=()):
        """Send it as WSGI does, with ``more`` headers except on a 304; return the body."""
        if self.matches(environ):
            start_response(NOT_MODIFIED, self.bare)
            return []
        if accepts_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")):
            headers, body = self.packed_headers, self.packed
        else:
            headers, body = self.plain_headers, self.body
        start_response(self.status, [*headers, *more])
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


@lru_cache(maxsize=500)
def accepts_gzip(header):
    """Return whether an ``Accept-Encoding`` header accepts gzip (RFC 9110, 12.5.3)."""
    qualities = {}
    for part in header.lower().split(","):
        name, _semicolon, quality = part.partition(";")
        qualities[name.strip()] = quality.replace(" ", "")
    quality = qualities.get("gzip", qualities.get("*"))
    return quality == "" or bool(quality and quality.removeprefix("q=").strip("0."))


def _named(etag, tags):
    strong = etag.removeprefix("W/")
    return any(tag == "*" or tag.removeprefix("W/") == strong for tag in parse_etags(tags))


def _not_before(date, modified):
    asked, stands = parse_http_date_safe(date), parse_http_date_safe(modified)
    return asked is not None and stands is not None and stands <= asked
