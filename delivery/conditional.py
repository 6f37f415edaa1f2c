"""Validators of public responses: ``ETag`` from the content, ``Last-Modified`` from the site.

RFC 9110, 8.8 and 13: a request that carries either validator and matches it gets 304; where both
are sent, ``If-None-Match`` decides.
"""

import hashlib

from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from delivery import staff
from delivery.store.keeping import keep

# Browsers ask each time, and get 304.
NO_CACHE = "no-cache"


def last_modified(site):
    """Return the latest instant at which anything public changed, appeared or ended, in whole seconds.

    ``site`` is the ``Version`` that was read before the first query of the response. None while
    that second is still in the future (many changes came in one second): a future date would be
    invalid.
    """
    changed = site.changed_at.replace(microsecond=0)
    return changed if changed <= site.now else None


def validated(request, response, *depends, is_stored=True):
    """Give the response its validators, or return a 304 in its place.

    The ETag is a hash of the content, so an unchanged page keeps its own. It
    is weak, because the same page is sent with and without compression (RFC 9110, 8.8.3.3).

    If ``is_stored``, a page store in front keeps the response and answers conditional requests; ``depends``
    is what it depends on besides the path (``delivery.store.keeping``). Staff get it anew each time.
    """
    if request.META.get(staff.ENVIRON):
        response["Cache-Control"] = "private, no-store"
        return response
    digest = hashlib.sha256(response.content).hexdigest()[:32]
    response["ETag"] = f'W/"{digest}"'
    patch_vary_headers(response, ["Accept-Encoding"])
    changed = last_modified(request.site_version)
    if changed:
        response["Last-Modified"] = http_date(changed.timestamp())
    if is_stored and keep(request, response, *depends):
        return response
    return get_conditional_response(
        request,
        etag=response["ETag"],
        last_modified=int(changed.timestamp()) if changed else None,
        response=response,
    )
