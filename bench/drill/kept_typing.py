"""What is typed survives lapsed sessions, reloads, double sends, killed browsers and lost connections.

A real server and Debian's Chromium; each kind at chosen moments, on the database of ``DATABASE_URL`` or on
SQLite and PostgreSQL. Every word has the time at which it was typed: none older than three seconds may be
missing afterwards.
"""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress

import crew
from report import Report

sys.path[:0] = [str(crew.ROOT / "bench"), str(crew.ROOT / "bin")]
import postgres  # noqa: E402
import processes  # noqa: E402
import servers  # noqa: E402
import site_of_bench  # noqa: E402

CHROMIUM = shutil.which("chromium")
EMAIL, PASSWORD = "writer@drill.example", "one-good-secret"
TIMES, LATEST, SLOWEST = 4, 3.0, 15_000
LEAD = "textarea[name=lead]"
WORDS = [
    "bees",
    "wild",
    "meadow",
    "science",
    "honey",
    "school",
    "river",
    "city",
    "garden",
    "students",
]


class Browser:
    """A Chromium with a page; it can be killed, and shows what its storage kept when it starts again."""

    def __init__(self, playwright, site, folder):
        with socket.socket() as free:
            free.bind((processes.HOST, 0))
            port = free.getsockname()[1]
        self.site = site
        command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"]
        command += [f"--remote-debugging-port={port}", f"--user-data-dir={folder}", "about:blank"]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, start_new_session=True, **quiet)
        for _attempt in range(150):
            with suppress(Exception):
                browser = playwright.chromium.connect_over_cdp(f"http://{processes.HOST}:{port}")
                break
            time.sleep(0.1)
        self.page = browser.contexts[0].new_page()
        self.page.set_default_timeout(SLOWEST)
        self.page.on("dialog", lambda dialog: dialog.accept())

    def kill(self):
        """End it as a power cut would."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=10)

    def sign_in(self):
        """Sign in where the page is; return when the page behind it is there."""
        self.page.fill("input[name=login]", EMAIL)
        self.page.fill("input[name=password]", PASSWORD)
        self.page.click("button[type=submit]")
        self.page.wait_for_selector("#site-name, form[id$=_form]")

    def open_form(self):
        """Open the form of a new post, signed in."""
        self.page.goto(f"{self.site}/admin/blog/post/add/")
        if "login" in self.page.url:
            self.sign_in()
        self.page.wait_for_selector(".cke_editable")
        self.page.fill("input[name=title]", "Typed in the drill")

    def type_for(self, seconds, chance):
        """Type words without a pause; return ``(when, text so far)`` of each."""
        typed, text, end = [], "", time.monotonic() + seconds
        self.page.focus(LEAD)
        while time.monotonic() < end:
            word = chance.choice(WORDS) + " "
            self.page.keyboard.type(word, delay=20)
            text += word
            typed.append((time.monotonic(), text))
        return typed

    def lead(self):
        """Return what stands in the lead."""
        return self.page.input_value(LEAD)

    def take_offer(self):
        """Open the form anew and take what it offers."""
        self.page.goto(f"{self.site}/admin/blog/post/add/")
        if "login" in self.page.url:
            self.sign_in()
        self.page.click(".typing-offer a[href*='typing=']")
        self.page.wait_for_selector(".cke_editable")


@contextmanager
def browser_of(playwright, site, folder):
    """Yield a ``Browser``; it is ended with the block."""
    browser = Browser(playwright, site, folder)
    try:
        yield browser
    finally:
        browser.kill()


def missing(typed, found, happened):
    """Return how old, in seconds, the oldest word is that is not in ``found``, 0 for none."""
    lost = [when for when, text in typed if not found.startswith(text.strip())]
    return max(happened - lost[0], 0) if lost else 0


# --- What happens; each returns what stands in the form afterwards ------------------------------------


def reload(browser, _again):
    browser.page.reload()
    browser.page.wait_for_selector(".cke_editable")
    return browser.lead()


def session_lapses(browser, _again):
    from django.contrib.sessions.models import Session

    Session.objects.all().delete()
    browser.page.click("input[name=_save] >> nth=0")
    browser.page.wait_for_selector("input[name=login]")
    browser.sign_in()
    browser.page.wait_for_selector(LEAD)
    return browser.lead()


def sent_twice(browser, _again):
    from blog.models import Post

    before = set(Post.objects.values_list("pk", flat=True))
    browser.page.select_option("select[name=story_kind]", "news")
    browser.page.dblclick("input[name=_save] >> nth=0")
    browser.page.wait_for_selector(".messagelist .success")
    made = Post.objects.exclude(pk__in=before)
    if made.count() != 1:
        return f"{made.count()} posts were made"
    return made.get().lead


def killed(browser, again):
    browser.kill()
    with again() as other:
        other.take_offer()
        return other.lead()


def connection_lost(browser, _again):
    context = browser.page.context
    context.set_offline(True)
    browser.page.wait_for_timeout(3000)
    context.set_offline(False)
    browser.page.goto(f"{browser.site}/admin/")
    browser.page.wait_for_timeout(1000)
    browser.take_offer()
    return browser.lead()


KINDS = (reload, session_lapses, sent_twice, killed, connection_lost)


def drill(url):
    """Run every kind on the site of this process; return the ``Report``."""
    from playwright.sync_api import sync_playwright

    site_of_bench.start(url)
    _make_person()
    report = Report(f"Kept typing: {TIMES} of each of {len(KINDS)} kinds")
    # The same moments each time.
    chance, port = random.Random(16), processes.free_port()  # noqa: S311
    site = f"http://localhost:{port}"
    with (
        processes.running(*servers.ours(port), port, "/en/"),
        sync_playwright() as playwright,
    ):
        for kind in KINDS:
            ages = [_once(kind, playwright, site, chance) for _time in range(TIMES)]
            name = kind.__name__.replace("_", " ")
            report.saw(f"{name}: oldest word lost, in seconds", f"{max(ages):.2f}")
            report.promise(
                f"{name}: nothing typed more than {LATEST:.0f} seconds before is missing",
                [f"{age:.1f} seconds" for age in ages if age > LATEST],
            )
    return report


def _once(kind, playwright, site, chance):
    """Let it happen once; return how old the oldest lost word was."""
    from publishing.models import KeptTyping

    KeptTyping.objects.all().delete()
    with tempfile.TemporaryDirectory(
        prefix="drill-chromium-", ignore_cleanup_errors=True
    ) as folder:

        def again():
            return browser_of(playwright, site, f"{folder}/other")

        with browser_of(playwright, site, f"{folder}/one") as browser:
            browser.open_form()
            typed = browser.type_for(chance.uniform(0.5, 6), chance)
            happened = time.monotonic()
            return missing(typed, kind(browser, again), happened)


def _make_person():
    from django.contrib.auth import get_user_model
    from django.contrib.auth.models import Group

    person = get_user_model().objects.create_user(EMAIL, PASSWORD, interface_language="en")
    person.groups.add(Group.objects.get(name="Editors"))


def main():
    """Run it; return the exit code."""
    if CHROMIUM is None:
        print("Left out, because this machine lacks it: Debian's Chromium")
        return 0
    # Playwright runs an event loop in this thread.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    if "DATABASE_URL" in os.environ:
        begun, report = time.monotonic(), drill(os.environ["DATABASE_URL"])
        print(f"{report}\n  {time.monotonic() - begun:.0f} seconds\n", flush=True)
        return 0 if report.kept else 1
    kept = _on("SQLite", "")
    with postgres.server() as url:
        if url is None:
            print("Left out, because this machine lacks it: PostgreSQL")
        else:
            kept &= _on("PostgreSQL", url)
    return 0 if kept else 1


def _on(name, url):
    print(f"-- {name}", flush=True)
    env = {**os.environ, "DATABASE_URL": url}
    return subprocess.run([sys.executable, __file__], env=env, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
