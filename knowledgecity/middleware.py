"""Headers of every response."""

from django.middleware.security import SecurityMiddleware

POWERS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
# What RFC 9110, 15.4.5, requires of a 304, and the date that matches the ETag.
OF_304 = {"cache-control", "content-location", "etag", "expires", "last-modified", "vary"}

# A drawing has its own styles, and Firefox applies its own policy even inside a page.
OF_STATIC_FILES = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    # Other sites may show them: feed readers show the site's icon.
    "Cross-Origin-Resource-Policy": "cross-origin",
}


def write_on_static_file(headers, path, url):
    """Replace the headers of pages by those of static files; WhiteNoise calls this for each file."""
    for name, value in OF_STATIC_FILES.items():
        headers[name] = value


class HeadersMiddleware(SecurityMiddleware):
    """Tells browsers what they may do with a response, and that the site needs no permissions.

    It is outermost, so that redirects and static files get the headers, too. Django's
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
    """Return a 304 without the headers that the cached response already has."""
    for name in list(response.headers):
        if name.lower() not in OF_304:
            del response.headers[name]
    response.cookies.clear()
    return response
