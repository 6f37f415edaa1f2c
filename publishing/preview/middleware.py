"""Previews at the address of their page: of what stands in a form, and of drafts, for staff alone."""

import copy
from http import HTTPStatus
from uuid import uuid4

from csp.constants import SELF
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError

from addresses.models import Address
from delivery import clock, staff, version
from publishing.edit import EDITS, Rights
from publishing.models import KeptTyping
from publishing.preview import bar
from publishing.preview.bar import BAR, KEY
from publishing.preview.rehearsal import NothingToShowError, edit_of, rehearsed

ELSEWHERE = (*settings.UNSTORED_PATHS, "/share/")


class PreviewMiddleware:
    """Shows staff a page as it will be: rendered by its own view while it is public for nobody else.

    It is the innermost middleware, so that it calls views and nothing else, in one thread and one
    transaction, without the signals of a request. Nobody without a valid staff cookie costs a query.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in {"GET", "HEAD"} or request.path_info.startswith(ELSEWHERE):
            return self.get_response(request)
        if not staff.has_pass(request.META):
            return self.get_response(request)
        key = request.GET.get(KEY, "")
        if not key:
            response = self.get_response(request)
            is_hidden = response.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}
            return (is_hidden and self.of_draft(request)) or response
        kept = _kept(request, key)
        if kept is None:
            return self.get_response(request)
        return self.rehearse(request, edit_of(kept, request.user), key=key)

    def of_draft(self, request):
        """Return the page of what is not public, for a person who may see it; None if there is none."""
        edit = _hidden_at(request)
        return self.rehearse(request, edit) if edit else None

    def rehearse(self, request, edit, key=""):
        """Return the response of the view while the edit is published, with the bar."""
        site, stage = version.current(), edit.row.stage if edit.row.pk else "draft"
        try:
            with rehearsed(edit) as done, clock.following(lambda: done.at):
                inner = _as_visitor(request, site, done.at)
                response = self.get_response(inner)
                if response.status_code == HTTPStatus.NOT_FOUND:
                    response = self._of_another_draft(request, inner) or response
                if request.GET.get(BAR) != "no" and _is_page(response):
                    _put_bar(response, bar.html(request, edit, done, stage, key))
        except NothingToShowError as problem:
            response = bar.nothing(request, problem.messages)
        return _for_staff(response)

    def _of_another_draft(self, request, inner):
        """Return the page of a draft that the rehearsed one leads to: its translation, for example."""
        other = _hidden_at(request)
        if other is None:
            return None
        with rehearsed(other) as done, clock.following(lambda: done.at):
            return self.get_response(inner)


def _kept(request, key):
    """Return what this person typed under a key, None for none."""
    try:
        return KeptTyping.objects.filter(person=request.user.pk, key=key, saved_to="").first()
    except ValidationError:
        # The key is none.
        return None


def _hidden_at(request):
    """Return the edit of what is at this address and not public, if this person may see it."""
    person = request.user
    if not (person.is_active and person.is_staff):
        return None
    found = Address.objects.filter(path=request.path_info, is_current=True).first()
    if found is None or (model := apps.get_model(found.label)) not in EDITS:
        return None
    row = model._base_manager.filter(uid=found.uid).first()
    if row is None or row.is_published() or not Rights.of(person, model).view:
        return None
    return EDITS[model](row, person, at=clock.now())


def _as_visitor(request, site, at):
    """Return the request as a visitor would make it, with a site version that nothing is kept under."""
    inner = copy.copy(request)
    inner.user = AnonymousUser()
    inner.GET = request.GET.copy()
    for name in (KEY, BAR):
        inner.GET.pop(name, None)
    inner.META = {**request.META, "QUERY_STRING": inner.GET.urlencode(), staff.ENVIRON: True}
    inner.site_version = site._replace(token=uuid4().hex, now=at)
    return inner


def _is_page(response):
    return response.status_code == HTTPStatus.OK and response["Content-Type"].startswith(
        "text/html"
    )


def _put_bar(response, html):
    """Put the bar over a page, behind the link to its content, which comes first for keyboards."""
    before, head, after = response.content.decode().partition("<header")
    response.content = before + html + head + after


def _for_staff(response):
    """Let nobody keep a preview, no machine list it, and only this site frame it."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["X-Frame-Options"] = "SAMEORIGIN"
    response._csp_replace = {"frame-ancestors": [SELF]}
    return response
