"""Which requests the store may answer, and requests of its own."""

import sys
from io import BytesIO
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.http.request import split_domain_port, validate_host

# How many spellings of host and scheme are remembered.
MOST_HOSTS = 100


class Asked(NamedTuple):
    """What of a request a kept answer can depend on, so that it can be made again."""

    path: str
    query: str = ""
    accept: str = ""
    language: str = ""

    @classmethod
    def of(cls, environ):
        """Return that of a request, given by its WSGI environment."""
        names = ("PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE")
        return cls(*(environ.get(name, "") for name in names))

    def environ(self):
        """Return a WSGI environment of the same request to this site."""
        site = urlsplit(settings.SITE_URL)
        environ = {
            "REQUEST_METHOD": "GET",
            "SCRIPT_NAME": "",
            "PATH_INFO": self.path,
            "QUERY_STRING": self.query,
            "HTTP_ACCEPT": self.accept,
            "HTTP_ACCEPT_LANGUAGE": self.language,
            "HTTP_HOST": site.netloc,
            "SERVER_NAME": site.hostname,
            "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
        }
        if settings.SECURE_PROXY_SSL_HEADER and site.scheme == "https":
            name, value = settings.SECURE_PROXY_SSL_HEADER
            environ[name] = value
        return environ


class Door:
    """Lets through to the store what comes to this site at its address.

    What has to be redirected first (another scheme, ``www.``) or refused (an unknown host) is Django's.
    """

    def __init__(self):
        # Read once: the store looks through here for every request.
        self._unstored, self._secure = settings.UNSTORED_PATHS, settings.SECURE_PROXY_SSL_HEADER
        self._admitted = {}

    def admits(self, environ):
        """Return whether the store may answer a request, given by its WSGI environment."""
        if environ["PATH_INFO"].startswith(self._unstored):
            return False
        spelled = environ.get("HTTP_HOST", ""), self._scheme(environ)
        admitted = self._admitted.get(spelled)
        if admitted is None:
            if len(self._admitted) >= MOST_HOSTS:
                self._admitted.clear()
            admitted = self._admitted[spelled] = _is_here(*spelled)
        return admitted

    def _scheme(self, environ):
        if self._secure:
            name, value = self._secure
            if name in environ:
                return "https" if environ[name] == value else "http"
        return environ["wsgi.url_scheme"]


def _is_here(host, scheme):
    site = urlsplit(settings.SITE_URL)
    if site.scheme == "https" != scheme:
        return False
    if host != site.netloc and host.removeprefix("www.") == site.netloc.removeprefix("www."):
        return False
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, settings.ALLOWED_HOSTS)
