"""A visitor of the site with the page store in front, as its server sees one."""

from typing import NamedTuple

from django.core.handlers.wsgi import WSGIHandler
from django.test import Client

from delivery import version
from delivery.store.front import Front, read

MEGABYTE = 1024 * 1024


class Response(NamedTuple):
    """What came back; headers by name in lower case."""

    status: int
    headers: dict
    body: bytes

    @property
    def text(self):
        return self.body.decode()

    @property
    def state(self):
        """What the store says that it did."""
        return self.headers.get("cache-status", "").removeprefix("KnowledgeCity; ")


def environ_of(path, method="GET", query="", host="localhost:8000", scheme="http", headers=None):
    """Return the WSGI environment of a request."""
    named = {
        f"HTTP_{name.upper().replace('-', '_')}": value for name, value in (headers or {}).items()
    }
    environ = Client()._base_environ(
        PATH_INFO=path, REQUEST_METHOD=method, QUERY_STRING=query, HTTP_HOST=host
    )
    return {**environ, "wsgi.url_scheme": scheme, **named}


class Visitor:
    """Sends requests to a store of its own around the site; ``application`` is Django's if not given."""

    def __init__(self, application=None, space=MEGABYTE, **kwargs):
        self.front = Front(application or WSGIHandler(), space, **kwargs)

    def ask(self, path, **kwargs):
        """Return the ``Response`` to a request."""
        began = []

        def start_response(status, headers, exc_info=None):
            began[:] = status, headers

        content = read(self.front(environ_of(path, **kwargs), start_response))
        status, headers = began
        return Response(int(status[:3]), {name.lower(): value for name, value in headers}, content)

    def look(self):
        """Let the store see the current site version, as ``delivery.watch`` does."""
        self.front.looked(version.current())
