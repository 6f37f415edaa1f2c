"""Old addresses: where no view responds, redirect to where the page went, or say that it is gone."""

import re
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.http import HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.urls import is_valid_path

from addresses import former_site
from addresses.models import Address, MissedAddress
from delivery.conditional import NO_CACHE
from delivery.store.keeping import depend, keep, query
from languages.codes import codes
from languages.sections import word


class OneHopMiddleware:
    """Leads to the one address of a page: scheme, host, slash and old paths in one redirect.

    It comes before everything that would redirect for only one of these reasons.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        site = urlsplit(settings.SITE_URL)
        self.is_https = site.scheme == "https"
        bare = site.netloc.removeprefix("www.")
        self.other_host = bare if site.netloc != bare else f"www.{bare}"

    def __call__(self, request):
        if request.method in {"GET", "HEAD"} and not request.path_info.startswith("/health/"):
            return self.redirect(request) or self.get_response(request)
        return self.get_response(request)

    def redirect(self, request):
        """Return the redirect that a request needs first, or None."""
        path = request.path_info
        if former_site.is_list(path):
            depend(request, query("start"))
        is_paged = "start" in request.GET
        elsewhere = request.get_host() == self.other_host or (
            self.is_https and not request.is_secure()
        )
        # Files and feeds have a dot in their names; the former site's addresses had none.
        is_bare = not path.endswith("/") and "." not in path.rpartition("/")[2]
        if not (elsewhere or is_paged or is_bare):
            return None
        site = settings.SITE_URL if elsewhere else ""
        if found := former_site.redirect_for(path, is_paged=is_paged):
            return follow(found, path, site)
        if not elsewhere:
            return None
        asked = request.META.get("QUERY_STRING", "")
        whole = quote(with_slash(path)) + (f"?{asked}" if asked else "")
        return HttpResponsePermanentRedirect(site + whole)


def follow(found, path, site=""):
    """Return the redirect to what ``former_site`` found for a path.

    A guess is noted, and temporary: browsers may keep a permanent redirect for ever, even when the
    article has its own address by then.
    """
    if not found.is_guess:
        return HttpResponsePermanentRedirect(site + found.path)
    MissedAddress.objects.note(path)
    return HttpResponseRedirect(site + found.path)


def with_slash(path):
    """Return a path with the slash that its view expects."""
    wanting = not path.endswith("/") and not is_valid_path(path) and is_valid_path(f"{path}/")
    return f"{path}/" if wanting else path


class OldAddressMiddleware:
    """Turns a 404 into 301 (moved) or 410 (gone) where an ``Address`` knows better.

    It looks only after the views have found nothing, so a live object always wins over an old
    address.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        if request.path_info.split("/", 2)[1] not in codes():
            return response
        better = better_response(request)
        if better is None:
            MissedAddress.objects.note(request.path_info)
            better = response
        if better.status_code in {404, 410}:
            better["Cache-Control"] = NO_CACHE
            keep(request, better)
        return better


def better_response(request):
    """Return the response for a path that no view knows, or None."""
    for path, ending in beginnings(request.path_info):
        paths = {path, path.rstrip("/")}
        rows = Address.objects.filter(path__in=paths)
        for row in sorted(rows, key=lambda row: (-row.is_current, -row.pk)):
            current = row if row.is_current else _current(row)
            state = (current or row).state()
            if state == "gone":
                return render(request, "410.html", status=410)
            if state == "live" and current is not None and current.path != path:
                return HttpResponsePermanentRedirect(current.path + ending)
    found = former_site.listed(request.path_info)
    return follow(found, request.path_info) if found else None


def _current(row):
    mine = Address.objects.filter(uid=row.uid, is_current=True)
    return mine.filter(language=row.language).first() or mine.order_by("language").first()


def beginnings(path):
    """Yield ``(path, ending)``: the whole path, then the object that a feed, calendar or page belongs to."""
    yield path, ""
    pages = "|".join(word("page", code) for code in codes())
    match = re.fullmatch(
        rf"(/.+/)(feed(?:-\d{{4}}(?:-\d+)?)?\.(?:rss|atom|json)|calendar\.ics|(?:{pages})/\d+/)",
        path,
    )
    if match:
        yield match[1], match[2]
