"""Serving files: fixed type, byte ranges (RFC 9110, 14).

Pictures are cached for ever, because their content never changes; documents are revalidated.
"""

import re

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from library import access
from library.formats import FILE_FORMATS, IMAGE_TYPES
from library.models import Document, FormerFile

NAME = re.compile(r"images/[0-9a-f]{2}/([0-9a-f]{64}(?:-\d{3,4})?)\.(jpg|png|webp|gif|avif)")
# Longer numbers are no place in a file; a range that is not understood is ignored.
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@require_safe
def media(request, path):
    """Serve a picture by its name. The content never changes, so the name is its ETag."""
    found = NAME.fullmatch(path)
    if not found:
        raise Http404
    if not default_storage.exists(path):
        return _replaced(path)
    etag = f'"{found[1]}"'
    if etag in request.headers.get("If-None-Match", ""):
        return _labelled(HttpResponseNotModified(), etag)
    size = default_storage.size(path)
    wanted = _range(request, size, etag)
    if wanted is None:
        response = FileResponse(default_storage.open(path), content_type=IMAGE_TYPES[found[2]])
    elif wanted == ():
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    else:
        response = _part(path, wanted, size, IMAGE_TYPES[found[2]])
    return _labelled(response, etag)


def _replaced(path):
    """Redirect from a file that was replaced, or a smaller copy of it, to the current one."""
    original = re.sub(r"-\d{3,4}\.webp$", "", path)
    former = FormerFile.objects.filter(name__startswith=original).select_related("image").first()
    if former is None:
        raise Http404
    response = redirect(former.image.file.url)
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def document(request, key, name):
    """Serve a document as a download, to whoever may read it; the name may be any."""
    row = get_object_or_404(Document, key=key)
    if not access.may_read(row, request.user):
        raise Http404
    etag = f'"{row.source_hash[:32]}"'
    if etag in request.headers.get("If-None-Match", ""):
        return _guarded(HttpResponseNotModified(), etag)
    if not row.file.storage.exists(row.file.name):
        raise Http404
    response = FileResponse(
        row.file.open(),
        as_attachment=True,
        filename=row.name,
        content_type=FILE_FORMATS[row.kind].media_type,
    )
    return _guarded(response, etag)


def _guarded(response, etag):
    response["ETag"] = etag
    # Revalidated each time: it may be replaced, or no longer be public.
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Robots-Tag"] = "noarchive"
    return response


def _labelled(response, etag):
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    # Other sites' feed readers show our pictures.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _range(request, size, etag):
    """Return ``(first, last)`` of a single requested range, None for the whole file, () if invalid."""
    found = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if not found or found[0] == "bytes=-" or request.headers.get("If-Range", etag) != etag:
        return None
    if not found[1]:
        first, last = max(0, size - int(found[2])), size - 1
    else:
        first, last = int(found[1]), min(int(found[2] or size - 1), size - 1)
    return (first, last) if first <= last else ()


def _part(path, wanted, size, content_type):
    first, last = wanted
    with default_storage.open(path) as file:
        file.seek(first)
        content = file.read(last - first + 1)
    headers = {"Content-Range": f"bytes {first}-{last}/{size}"}
    return HttpResponse(content, status=206, content_type=content_type, headers=headers)
