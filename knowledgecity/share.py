"""Serving the share image of a page."""

from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.views.decorators.http import require_safe

from knowledgecity.context import frame_in
from languages.codes import codes
from publishing.webpage import share_image, sharing


def image_of_site(uid):
    """Return the ``ShareImage`` of the home page and lists with this uid, or None."""
    return next((site for site in map(sharing.of_site, codes()) if site.uid == uid), None)


def drawn(image, site):
    """Return a share image as a PNG: drawing takes 100 ms, so the file is kept until it changes.

    ``site`` is the name of the site, which is drawn, too.
    """
    folder = f"share/{image.uid.hex[:2]}/{image.uid}"
    name = f"{image.digest}-{sha256(site.encode()).hexdigest()[:12]}.png"
    try:
        with default_storage.open(f"{folder}/{name}") as file:
            return file.read()
    except FileNotFoundError:
        content = share_image.draw(image, site)
    put_away(folder)
    default_storage.save(f"{folder}/{name}", ContentFile(content))
    return content


def put_away(folder):
    """Delete the former images of a page."""
    if default_storage.exists(folder):
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")


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
