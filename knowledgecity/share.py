"""Serving the share image of a page."""

from functools import lru_cache

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from knowledgecity.context import frame_in
from languages.codes import codes
from publishing.webpage import share_image, sharing

# Up to 40 kB each.
MOST_KEPT = 250


def image_of_site(uid):
    """Return the ``ShareImage`` of the home page and lists with this uid, or None."""
    return next((site for site in map(sharing.of_site, codes()) if site.uid == uid), None)


@lru_cache(maxsize=MOST_KEPT)
def drawn(image, site):
    """Return a share image as a PNG; drawing takes 100 ms, so it is kept in this process."""
    return share_image.draw(image, site)


@require_safe
def serve_image(request, uid):
    """Serve the share image of something public; at its current address it may be cached for ever."""
    image = sharing.find(uid)
    if image is None:
        raise Http404
    etag = f'"{image.digest}"'
    if etag in request.headers.get("If-None-Match", ""):
        response = HttpResponseNotModified()
    else:
        content = drawn(image, frame_in(image.language, request).name)
        response = HttpResponse(content, content_type="image/png")
    response["ETag"] = etag
    present = request.META["QUERY_STRING"] == image.digest
    age = "max-age=31536000, immutable" if present else "max-age=300"
    response["Cache-Control"] = f"public, {age}"
    # Other sites may show it: that is its purpose.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
