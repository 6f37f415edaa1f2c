"""Compression of dynamic responses: pages, feeds, data, drawings."""

import re

from django.middleware.gzip import GZipMiddleware

from delivery.store.keeping import is_kept

TEXT = re.compile(r"text/|application/(?:[\w.-]+\+)?(?:json|xml)\b|image/svg\+xml\b")


class CompressionMiddleware(GZipMiddleware):
    """Compresses texts; files, streams and parts of files (206) are sent as they are.

    What the page store keeps it compresses itself, once.

    Each page is padded by a random number of bytes and its CSRF token is masked anew, so that the
    length tells nothing of a secret in it (BREACH).
    """

    def process_response(self, request, response):
        is_text = TEXT.match(response.headers.get("Content-Type", ""))
        is_part = response.status_code == 206
        if response.streaming or is_part or not is_text or is_kept(request):
            return response
        return super().process_response(request, response)
