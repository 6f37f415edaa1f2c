"""Headers that every answer carries."""

from django.middleware.security import SecurityMiddleware

POWERS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
# What RFC 9110, 15.4.5, asks of a 304, and the date that says the same as the ETag.
OF_304 = {"cache-control", "content-location", "etag", "expires", "last-modified", "vary"}

# A drawing brings its colours along, and Firefox holds it to its own policy inside a page, too.
OF_STATIC_FILES = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    # Other sites may show them: feed readers show the site's icon.
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def write_on_static_file(headers, path, url):
    """Add what a static file says in place of what pages say; WhiteNoise calls this for each."""
    for name, value in OF_STATIC_FILES.items():
        headers[name] = value


class HeadersMiddleware(SecurityMiddleware):
    """Says what browsers may do with an answer, and that the site uses none of their powers.

    It stands outside of everything, so that redirects and static files carry the headers, too. Django's
    own middleware also redirects to https; it does that further in, after ``OneHopMiddleware``.
    """

    def process_request(self, request):
        return None

    def process_response(self, request, response):
        if response.status_code == 304:
            return bare(response)
        response.headers.setdefault("Permissions-Policy", POWERS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return super().process_response(request, response)


def bare(response):
    """Return a 304 without the headers that the kept answer has already."""
    for name in list(response.headers):
        if name.lower() not in OF_304:
            del response.headers[name]
    response.cookies.clear()
    return response
