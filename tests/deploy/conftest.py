"""A real site behind nginx, made once for all tests here."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.deploy import proxy
from tests.deploy.visitor import Visitor

ROOT = Path(__file__).parents[2]
PATIENCE = 20


@dataclass
class Site:
    """Where everything is, and what is there."""

    folder: Path
    env: dict
    upstream: int = field(default_factory=proxy.free_port)
    https: int = field(default_factory=proxy.free_port)
    http: int = field(default_factory=proxy.free_port)
    process: subprocess.Popen | None = None
    rows: dict = field(default_factory=dict)

    @property
    def url(self):
        return f"https://localhost:{self.https}"

    def visitor(self):
        """Return a visitor who comes through nginx."""
        return Visitor(self.https, host=f"localhost:{self.https}", certificate=self.certificate)

    def beside(self):
        """Return a visitor who asks the site itself, as nginx would."""
        forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "127.0.0.1"}
        return Visitor(self.upstream, host=f"localhost:{self.https}", always=forwarded)

    def plain(self):
        """Return a visitor who comes through nginx over plain http."""
        return Visitor(self.http, host="localhost")

    @property
    def certificate(self):
        return self.folder / "certificate.pem"

    def start(self):
        """Start the site as ``make run`` does, and wait until it answers."""
        command = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2"),
            *("--blocking-threads", "4", "--host", "127.0.0.1", "--port", str(self.upstream)),
            *("--no-ws", "--log-level", "warning", "knowledgecity.wsgi:application"),
        ]
        self.process = subprocess.Popen(command, cwd=ROOT, env=self.env, start_new_session=True)
        answers(self.beside(), "/health/live")

    def signal(self, number):
        """Send a signal to the site; nginx goes on."""
        os.killpg(self.process.pid, number)


def answers(visitor, path):
    """Wait until a server answers an address with 200."""
    begun = time.monotonic()
    while True:
        try:
            if visitor.get(path).status == 200:
                return
        except OSError:
            pass
        assert time.monotonic() < begun + PATIENCE, f"no answer from port {visitor.port}"
        time.sleep(0.05)


def end(process):
    """End a server and its workers at once: Granian takes seconds to stop by itself."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def settings_of(folder, https):
    """Return the environment of the site."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "tests.deploy.settings",
        "DJANGO_SECRET_KEY": "a key of the tests behind nginx, long enough to be taken " * 2,
        "DJANGO_ALLOWED_HOSTS": "localhost",
        "SITE_URL": f"https://localhost:{https}",
        "DEFAULT_FROM_EMAIL": "desk@example.org",
        "DATABASE_URL": f"sqlite:///{folder}/site.sqlite3",
        "EMAIL_URL": f"file://{folder}/mail",
        "MEDIA_ROOT": f"{folder}/media",
        "STATIC_ROOT": f"{folder}/static",
        "TRUSTED_PROXIES": "1",
        "TASKS_IMMEDIATE": "1",
    }


def make_certificate(file):
    """Write a certificate for localhost and its key into one file."""
    key = file.with_suffix(".key")
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", key, "-out", file),
            *("-addext", "subjectAltName=DNS:localhost"),
        ],
        check=True,
        capture_output=True,
    )
    file.write_text(file.read_text() + key.read_text())


@pytest.fixture(scope="package")
def site(tmp_path_factory):
    """Start the site and nginx in front of it."""
    folder = tmp_path_factory.mktemp("site")
    https = proxy.free_port()
    site = Site(folder, settings_of(folder, https), https=https)
    made = subprocess.run(
        [sys.executable, "tests/deploy/make_site.py"],
        check=True,
        cwd=ROOT,
        env=site.env,
        stdout=subprocess.PIPE,
    )
    site.rows = json.loads(made.stdout)
    make_certificate(site.certificate)
    with ExitStack() as stack:
        site.start()
        stack.callback(lambda: end(site.process))
        command = proxy.command(
            folder,
            upstream=site.upstream,
            https=site.https,
            http=site.http,
            static=f"{folder}/static/",
            media=f"{folder}/media",
            certificate=site.certificate,
        )
        nginx = subprocess.Popen(command, start_new_session=True)
        stack.callback(end, nginx)
        answers(site.visitor(), "/en/")
        yield site


def pytest_collection_modifyitems(config, items):
    """Skip what needs nginx, and say so, if there is none; never in CI."""
    if (proxy.NGINX and shutil.which("openssl")) or os.environ.get("CI"):
        return
    left_out = pytest.mark.skip(reason="left out: nginx or openssl is not installed")
    for item in items:
        if "site" in getattr(item, "fixturenames", ()):
            item.add_marker(left_out)
