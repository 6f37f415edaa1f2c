"""What is typed survives reloads, lapsed sessions, lost connections and a killed browser."""

import os
import re
import signal
import socket
import subprocess
import time
from contextlib import contextmanager, suppress

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Error, expect

from blog.models import Post
from publishing.models import KeptTyping
from tests import factories
from tests.browser.test_newsroom import sign_in
from tests.conftest import CHROMIUM

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "An hour of work"
BODY = "Bees, and what they taught us."


def type_post(page, live_server):
    """Type a title and a text into the form of a new post."""
    page.goto(f"{live_server.url}/admin/blog/post/add/")
    editor = page.locator(".cke_editable")
    expect(editor).to_be_visible()
    page.get_by_label("Title:").fill(TITLE)
    editor.click()
    page.keyboard.type(BODY)


def expect_typed(page):
    """Expect both in the form."""
    expect(page.get_by_label("Title:")).to_have_value(TITLE)
    expect(page.locator(".cke_editable")).to_have_text(BODY)


def kept(page):
    return page.locator(".typing-state", has_text=re.compile(r"kept \d\d:\d\d")).first


@pytest.fixture
def asked(page):
    """Collect what the browser asks before a page is left, and say yes."""
    found = []

    def answer(dialog):
        found.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    return found


def test_reload_and_back_show_it_again(page, live_server, complaints, asked):
    sign_in(page, live_server, "Editors")
    type_post(page, live_server)
    expect(kept(page)).to_be_visible(timeout=4000)
    page.reload()
    expect_typed(page)
    page.goto(f"{live_server.url}/admin/")
    page.go_back()
    expect_typed(page)
    assert asked == ["beforeunload"] * 2
    assert complaints == []


def test_what_was_typed_at_the_last_moment_is_there(page, live_server, asked):
    sign_in(page, live_server, "Editors")
    type_post(page, live_server)
    page.reload()
    expect_typed(page)
    assert asked == ["beforeunload"]


def test_a_text_too_long_for_a_page_that_is_left_stays_in_the_browser(page, live_server, asked):
    long = "A long sentence about bees. " * 5000
    sign_in(page, live_server, "Editors")
    type_post(page, live_server)
    expect(kept(page)).to_be_visible(timeout=4000)
    # In one piece, and left before the next two seconds are over.
    page.get_by_label("Lead:").fill(long)
    page.goto(f"{live_server.url}/admin/blog/post/")
    page.go_back()
    expect(page.get_by_label("Lead:")).to_have_value(long)
    expect_typed(page)


def test_without_a_connection_it_stays_here_and_is_handed_in_later(page, live_server, context):
    sign_in(page, live_server, "Editors")
    type_post(page, live_server)
    expect(kept(page)).to_be_visible(timeout=4000)
    context.set_offline(True)
    page.get_by_label("Lead:").fill("Typed on the train")
    expect(page.get_by_text("not connected, kept in this browser").first).to_be_visible(
        timeout=4000
    )
    context.set_offline(False)
    expect(kept(page)).to_be_visible(timeout=8000)
    assert KeptTyping.objects.get().data["lead"] == "Typed on the train"


def test_lapsed_session(page, live_server):
    sign_in(page, live_server, "Editors")
    type_post(page, live_server)
    Session.objects.all().delete()
    page.get_by_label("Lead:").fill("Typed after it")
    page.get_by_role("button", name="Save", exact=True).first.click()

    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    assert not Post.objects.exists()
    page.get_by_label("Email").fill(KeptTyping.objects.get().person.email)
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
    expect_typed(page)
    expect(page.get_by_label("Lead:")).to_have_value("Typed after it")
    page.get_by_label("Kind:").select_option("news")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Post.objects.get().body == f"<p>{BODY}</p>"


def test_second_press_and_enter(page, live_server):
    sign_in(page, live_server, "Editors")
    type_post(page, live_server)
    page.get_by_label("Title:").press("Enter")
    page.wait_for_timeout(300)
    expect(page.get_by_label("Title:")).to_have_value(TITLE)
    assert not Post.objects.exists()
    page.get_by_label("Kind:").select_option("news")
    page.get_by_role("button", name="Save", exact=True).first.dblclick()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Post.objects.count() == 1
    # Nothing is offered, and nothing asked, after a save.
    page.goto(f"{live_server.url}/admin/blog/post/add/")
    expect(page.locator(".typing-offer")).to_have_count(0)


def test_new_form_begins_at_its_first_field(page, live_server):
    sign_in(page, live_server, "Editors")
    page.goto(f"{live_server.url}/admin/blog/post/add/")
    expect(page.get_by_label("Language:")).to_be_focused()


@contextmanager
def another_browser(playwright, folder):
    """Start a Chromium that can be killed; yields a page of it and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            *(CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
            *("--disable-background-networking", f"--remote-debugging-port={port}"),
            *(f"--user-data-dir={folder}", "about:blank"),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        for _attempt in range(100):
            with suppress(Error):
                browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
                break
            time.sleep(0.1)
        yield browser.contexts[0].new_page(), process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)


def test_killed_browser(page, live_server, playwright, tmp_path):
    with another_browser(playwright, tmp_path) as (other, process):
        sign_in(other, live_server, "Editors", email="iva@example.org")
        type_post(other, live_server)
        other.wait_for_timeout(3000)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)

    page.goto(f"{live_server.url}/admin/blog/post/add/")
    page.get_by_label("Email").fill("iva@example.org")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Sign in").click()
    offer = page.locator(".typing-offer")
    expect(offer).to_contain_text(f"Unsaved: “{TITLE}”")
    expect(offer).to_contain_text(BODY)
    offer.get_by_role("link", name="Take it").click()
    expect_typed(page)


def test_two_people_see_both_texts(page, live_server):
    post = factories.post("draft", lead="What we learned about bees")
    sign_in(page, live_server, "Editors")
    page.goto(f"{live_server.url}/admin/blog/post/{post.pk}/change/")
    post.lead = "What the others learned about bees"
    post.save()
    page.get_by_label("Lead:").fill("What we learned about wild bees")
    page.get_by_role("button", name="Save", exact=True).first.click()

    expect(page.get_by_text("after you opened it").first).to_be_visible()
    expect(page.locator(".differences ins", has_text="wild")).to_be_visible()
    expect(page.locator(".differences del", has_text="the others")).to_be_visible()
