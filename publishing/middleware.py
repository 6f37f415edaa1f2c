"""Old addresses: where nothing answers, say where it went, or that it is gone."""

import re

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render

from languages.codes import codes
from languages.sections import word
from publishing.models import Address


class OldAddressMiddleware:
    """Turns a 404 into 301 (moved) or 410 (gone) where an ``Address`` knows better.

    It looks only after the views found nothing, so a live object always wins over an old address.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        if request.path_info.split("/", 2)[1] not in codes():
            return response
        return answer(request) or response


def answer(request):
    """Return the response for a path that no view knows, or None."""
    for path, ending in beginnings(request.path_info):
        rows = sorted(Address.objects.filter(path=path), key=lambda row: (-row.is_current, -row.pk))
        for row in rows:
            current = row if row.is_current else _current(row)
            state = (current or row).state()
            if state == "gone":
                return render(request, "410.html", status=410)
            if state == "live" and current is not None and current.path != path:
                return HttpResponsePermanentRedirect(current.path + ending)
    return None


def _current(row):
    return Address.objects.filter(uid=row.uid, language=row.language, is_current=True).first()


def beginnings(path):
    """Yield ``(path, ending)``: the whole path, then the object that a feed or page belongs to."""
    yield path, ""
    pages = "|".join(word("page", code) for code in codes())
    found = re.fullmatch(rf"(/.+/)(feed\.(?:rss|atom|json)|(?:{pages})/\d+/)", path)
    if found:
        yield found[1], found[2]
