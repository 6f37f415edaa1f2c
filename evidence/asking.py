"""What an address answers: to a visitor, and in a rehearsal."""

from functools import partial
from typing import NamedTuple
from uuid import uuid4

from django.contrib.auth.models import AnonymousUser
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import Http404
from django.urls import resolve
from django.utils.translation import override

from delivery import clock, staff
from delivery.store.asked import Asked
from delivery.store.front import read
from delivery.version import Version


class Answer(NamedTuple):
    """The status and the body of a response."""

    status: int
    body: bytes


def visitor(store=None):
    """Return a callable: what a visitor gets at a path, through every middleware.

    With the page store of a worker (``delivery.store.front.Front``) it is what this worker sends.
    """
    if store is not None:
        return partial(_from_store, store)
    handler = BaseHandler()
    handler.load_middleware()

    def ask(path):
        # Without the signals of a request: at its end Django would close the connection, and with it
        # the transaction of whoever asks.
        response = handler.get_response(WSGIRequest(Asked(path).environ()))
        return Answer(response.status_code, b"".join(response))

    return ask


def _from_store(store, path):
    began = []

    def start_response(status, headers, exc_info=None):
        began[:] = [status]

    body = read(store(Asked(path).environ(), start_response))
    return Answer(int(began[0][:3]), body)


def rehearsal(path):
    """Return what a visitor would get at a path at the current instant of ``delivery.clock``.

    It calls the view alone, as a preview does: middleware would read a site version and a time of its
    own, and this answer belongs to no version.
    """
    request = WSGIRequest({**Asked(path).environ(), staff.ENVIRON: True})
    now = clock.now()
    request.user = AnonymousUser()
    request.site_version = Version(uuid4().hex, now, now, now)
    request.LANGUAGE_CODE = path.split("/")[1]
    with override(request.LANGUAGE_CODE):
        try:
            found = request.resolver_match = resolve(path)
            response = found.func(request, *found.args, **found.kwargs)
            if not getattr(response, "is_rendered", True):
                response.render()
        except Http404:
            return Answer(404, b"")
    return Answer(response.status_code, response.content)
