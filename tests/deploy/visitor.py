"""A visitor with cookies, and what came back to one."""

import gzip
import http.client
import socket
import ssl
from dataclasses import dataclass
from urllib.parse import urlencode

from lxml import html

# What differs from one answer to the next, or belongs to the connection.
OF_THE_MOMENT = {"date", "server", "connection", "keep-alive", "cache-status", "transfer-encoding"}


@dataclass
class Answer:
    """One response: names of headers are in small letters."""

    status: int
    headers: dict
    body: bytes

    @property
    def page(self):
        """The body, unpacked."""
        packed = self.headers.get("content-encoding") == "gzip"
        return gzip.decompress(self.body) if packed else self.body

    @property
    def lasting(self):
        """The headers that do not depend on the moment."""
        return {name: value for name, value in self.headers.items() if name not in OF_THE_MOMENT}

    @property
    def is_kept(self):
        """Whether nginx had it."""
        return "nginx; hit" in self.headers.get("cache-status", "")


class Visitor:
    """Asks one port, with ``host`` as the name in the address, and keeps cookies."""

    def __init__(self, port, host, certificate=None, always=None):
        self.port, self.host, self.certificate = port, host, certificate
        self.always, self.cookies = always or {}, {}
        self.source = None

    def connect(self):
        """Return a new connection, encrypted if there is a certificate."""
        plain = socket.create_connection(("127.0.0.1", self.port), 20, self.source)
        if self.certificate is None:
            return plain
        context = ssl.create_default_context(cafile=self.certificate)
        return context.wrap_socket(plain, server_hostname="localhost")

    def head_of(self, headers):
        """Return the headers that a request has, with those given."""
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        found = {"Host": self.host, "Accept-Encoding": "gzip", **self.always, **headers}
        return {**found, "Cookie": cookies} if cookies else found

    def ask(self, method, path, body=None, **headers):
        """Send a request exactly to this path; ``_`` in a header's name stands for a hyphen."""
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        with self.connect() as connection.sock:
            connection.request(method, path, body, self.head_of(headers))
            response = connection.getresponse()
            for name, value in response.getheaders():
                if name.lower() == "set-cookie":
                    self._keep(value)
            said = {}
            for name, value in response.getheaders():
                said[name.lower()] = ", ".join(filter(None, [said.get(name.lower()), value]))
            answer = Answer(response.status, said, response.read())
            connection.close()
        return answer

    def _keep(self, cookie):
        name, _is, value = cookie.partition(";")[0].partition("=")
        self.cookies[name] = value

    def get(self, path, **headers):
        """Ask for an address."""
        return self.ask("GET", path, **headers)

    def post(self, path, fields):
        """Send a form as a browser does."""
        return self.ask(
            "POST",
            path,
            urlencode(fields),
            Content_Type="application/x-www-form-urlencoded",
            Referer=f"https://{self.host}{path}",
        )

    def form(self, path, number=0, **fields):
        """Return what a form of a page would send, with these fields changed."""
        form = [
            form
            for form in html.fromstring(self.get(path).page).forms
            if form.method == "POST" and "logout" not in (form.action or "")
        ][number]
        return [*((n, v) for n, v in form.form_values() if n not in fields), *fields.items()]

    def bytes_of(self, path, **headers):
        """Return every byte that comes back, read from the connection itself."""
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        head = self.head_of({**headers, "Connection": "close"})
        lines = [f"GET {path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
        with self.connect() as connection:
            connection.sendall("\r\n".join([*lines, "", ""]).encode())
            got = b""
            while more := connection.recv(65536):
                got += more
        return got
