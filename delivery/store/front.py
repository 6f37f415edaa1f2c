"""The page store as a WSGI layer: it answers before Django does, and lets Django make what is missing.

A kept answer is sent while its site version is the current one and no instant has come. The current
version is the latest that was read by ``delivery.watch``, which looks several times a second, or for a
response made here. While the database is away, everything that is kept is sent.
"""

import os
import threading
import time

from django.conf import settings

from delivery import staff
from delivery.store.answer import Answer
from delivery.store.asked import Asked, Door
from delivery.store.keeping import ENVIRON, Keeping
from delivery.store.shelf import Shelf

# Where a request that the store does not answer finds this worker's ``Front``.
FRONT = "delivery.front"
SAFE = {"GET", "HEAD"}
KEPT = {"200", "302", "404", "410"}
MISSING = {"404", "410"}
# Room for some hundred "not found" and "gone", so that a flood of them displaces no page.
SPACE_FOR_MISSING = 2 * 1024 * 1024
# How many paths are noted, at most, as depending on more than the path, and as never kept.
MOST_NOTED = 10_000
# In seconds: how long a thread waits for a page that another one makes.
LONGEST_WAIT = 30
# Parameters of RFC 9211; "collapsed": another request was already making the page.
HIT, MADE, WAITED, BYPASS = "hit", "fwd=miss; stored", "fwd=miss; collapsed", "fwd=bypass"
STATES = {
    state: [("Cache-Status", f"KnowledgeCity; {state}")] for state in (HIT, MADE, WAITED, BYPASS)
}
# In seconds: so close to an instant a proxy keeps nothing, because it counts in whole seconds.
NEAR = 2


class Making:
    """A page that one thread makes while others wait; ``token`` was the current one at its start."""

    def __init__(self, token):
        self.token, self.done = token, threading.Event()


class Passing:
    """A response that is not kept, as Django made it: sent once."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def send(self, environ, start_response, more=()):
        """Send it as WSGI does; return the body."""
        is_bare = self.status.startswith("304")
        start_response(self.status, self.headers if is_bare else [*self.headers, *more])
        if environ["REQUEST_METHOD"] == "HEAD":
            close(self.body)
            return []
        return self.body


class Front:
    """A WSGI application around Django's; ``space`` is how many bytes it may keep, 0 for none.

    ``on_missing`` is called with the path of each "not found" that is sent again. Counts are rough: of
    two threads at the same instant one may be lost.
    """

    def __init__(self, application, space, on_missing=lambda path: None):
        self.application, self.on_missing = application, on_missing
        self.is_on, self._is_behind_proxy = space > 0, settings.TRUSTED_PROXIES > 0
        self.pages, self.missing = Shelf(space), Shelf(min(space // 8, SPACE_FOR_MISSING))
        self.site, self.is_away = None, False
        # Set when there is a new version.
        self.changed = threading.Event()
        self.sent = self.made = self.bypassed = self.stale = 0
        self._token, self._until, self._older = None, 0.0, ""
        self._door, self._lock = Door(), threading.Lock()
        self._depends: dict[str, tuple] = {}
        self._never_kept: dict[str, bool] = {}
        self._makings: dict[object, Making] = {}

    def __call__(self, environ, start_response):
        if environ["REQUEST_METHOD"] not in SAFE or not self._door.admits(environ):
            environ[FRONT] = self
            return self.application(environ, start_response)
        if is_staff := staff.has_pass(environ):
            environ[staff.ENVIRON] = True
        if is_staff or not self.is_on:
            self.bypassed += 1
            return self.application(environ, _stating(start_response, BYPASS))
        answer = self.find(self.key(environ))
        if answer is not None and self.is_fresh(answer):
            return self.send_kept(answer, environ, start_response)
        made, state = self.make_once(environ)
        return made.send(environ, start_response, self.about(state))

    def send_kept(self, answer, environ, start_response):
        """Send what is kept, and count it."""
        answer.hits += 1
        self.sent += 1
        if self.is_away:
            self.stale += 1
        elif answer.status.startswith("404"):
            self.on_missing(environ["PATH_INFO"])
        return answer.send(environ, start_response, self.about(HIT))

    def about(self, state):
        """Return headers for the operator (RFC 9211) and, behind a proxy, for its own short cache."""
        if not self._is_behind_proxy or state == BYPASS:
            return STATES[state]
        is_near = self._until - time.time() < NEAR
        return [*STATES[state], ("X-Accel-Expires", "0" if is_near else "1")]

    def key(self, environ):
        """Return what distinguishes the answer to this request from others."""
        path = environ["PATH_INFO"]
        depends = self._depends.get(path)
        if depends is None:
            return path
        return path, *[read(environ) for read in depends]

    def find(self, key):
        """Return the answer that is kept under a key, fresh or not, or None."""
        return self.pages.get(key) or self.missing.get(key)

    def is_fresh(self, answer):
        """Return whether an answer may be sent as the truth."""
        return self.is_away or (answer.site.token == self._token and time.time() < answer.until)

    def make_once(self, environ):
        """Let Django make a response, or wait for another thread that is making the same one.

        Return the ``Answer`` or ``Passing``, and for the operator how it came about.
        """
        if environ["PATH_INFO"] in self._never_kept:
            return self.make(environ)
        key = self.key(environ)
        with self._lock:
            making, found = self._makings.get(key), self.find(key)
            if found is not None and self.is_fresh(found):
                return found, WAITED
            is_mine = making is None or making.token != self._token
            if is_mine:
                making = self._makings[key] = Making(self._token)
        if not is_mine:
            making.done.wait(LONGEST_WAIT)
            # Its key is only now known for certain: the view has said what it depends on.
            found = self.find(self.key(environ))
            if found is not None and self.is_fresh(found):
                return found, WAITED
            return self.make(environ)
        try:
            return self.make(environ)
        finally:
            with self._lock:
                if self._makings.get(key) is making:
                    del self._makings[key]
            making.done.set()

    def make(self, environ):
        """Let Django make a response; return it as ``make_once`` does."""
        began, keeping = [], Keeping()

        def start_response(status, headers, exc_info=None):
            began[:] = status, headers

        # As GET, because what is kept has a body.
        inner = {**environ, ENVIRON: keeping, "REQUEST_METHOD": "GET"}
        body = self.application(inner, start_response)
        status, headers = began
        self.made += 1
        if keeping.is_kept and may_keep(status, headers):
            return self.keep(environ, keeping, status, headers, read(body)), MADE
        if keeping.is_database_away and (former := self.find(self.key(environ))):
            close(body)
            self.stale += 1
            return former, HIT
        if status.startswith("200"):
            self._note(self._never_kept, environ["PATH_INFO"], True)
        return Passing(status, headers, body), BYPASS

    def keep(self, environ, keeping, status, headers, body):
        """Keep a response; return it as an ``Answer``."""
        path = environ["PATH_INFO"]
        self._never_kept.pop(path, None)
        if keeping.depends:
            self._note(self._depends, path, keeping.depends)
        key, asked = self.key(environ), Asked(path)
        if key != path:
            asked = Asked.of(environ)
        former = self.find(key)
        answer = Answer(status, headers, body, keeping.site, asked, former)
        there, elsewhere = self.pages, self.missing
        if status[:3] in MISSING:
            there, elsewhere = elsewhere, there
        there.put(key, answer)
        elsewhere.drop(key)
        self.saw(keeping.site)
        return answer

    def _note(self, noted, path, value):
        with self._lock:
            if len(noted) >= MOST_NOTED:
                noted.clear()
            noted[path] = value

    def saw(self, site):
        """Take note of a ``Version`` that a response was made from, if it is later than the known one."""
        with self._lock:
            if self.site is None or site.changed_at > self.site.changed_at:
                self._take(site)

    def looked(self, site):
        """Take note of the ``Version`` that ``delivery.watch`` has found.

        One that is older than the known one was read before it; found twice, somebody has restored an
        older database.
        """
        with self._lock:
            self.is_away = False
            if (
                self.site is None
                or site.changed_at >= self.site.changed_at
                or self._older == site.token
            ):
                self._take(site)
            else:
                self._older = site.token

    def _take(self, site):
        if site.token != self._token:
            self.changed.set()
        self.site, self._token, self._until = site, site.token, site.upcoming.timestamp()
        self._older = ""

    def lost(self):
        """Take note that the database is away: until ``looked``, everything that is kept is sent."""
        self.is_away = True

    def make_again(self, asked):
        """Make an answer again if it is not fresh."""
        environ = asked.environ()
        found = self.find(self.key(environ))
        if found is None or not self.is_fresh(found):
            made, _state = self.make_once(environ)
            if isinstance(made, Passing):
                close(made.body)

    def counts(self):
        """Return what the operator may want to know about this worker's store; space is in bytes."""
        return {
            "process": os.getpid(),
            "space": self.pages.space + self.missing.space,
            "used": self.pages.used + self.missing.used,
            "pages": len(self.pages),
            "missing": len(self.missing),
            "sent": self.sent,
            "made": self.made,
            "bypassed": self.bypassed,
            "stale": self.stale,
            "database_away": self.is_away,
        }


def may_keep(status, headers):
    """Return whether a response is one for everybody."""
    return status[:3] in KEPT and not any(name.lower() == "set-cookie" for name, _value in headers)


def read(body):
    """Return the whole body of a WSGI response, and close it."""
    try:
        return b"".join(body)
    finally:
        close(body)


def close(body):
    """Close the body of a WSGI response, as PEP 3333 asks."""
    if hasattr(body, "close"):
        body.close()


def _stating(start_response, state):
    def start(status, headers, exc_info=None):
        more = [] if status.startswith("304") else STATES[state]
        return start_response(status, [*headers, *more])

    return start
