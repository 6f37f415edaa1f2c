"""A translation is written over a copy of the original, which stands beside it."""

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.test_newsroom import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_is_typed_over_is_translated(page, live_server, complaints):
    post = factories.post(
        language="bg",
        body="<h2>Пчели</h2><p>Първо</p><p>https://example.org/1</p>",
        title="Пчелите",
    )
    sign_in(page, live_server, "Editors")
    page.goto(f"{live_server.url}/admin/blog/post/{post.pk}/change/")
    page.get_by_role("link", name="Translate into: English").click()
    editor = page.locator(".cke_editable")
    marked = editor.locator("[data-untranslated]")
    expect(marked).to_have_count(3)
    original = page.locator(".original .text")
    assert original.bounding_box()["x"] > editor.bounding_box()["x"] + 300

    editor.locator("h2").click(click_count=3)
    expect(original.locator("h2")).to_have_class("original-here")
    page.keyboard.type("Bees")
    editor.locator("p", has_text="Първо").click(click_count=3)
    expect(original.locator("p", has_text="Първо")).to_have_class("original-here")
    page.keyboard.type("First")
    page.keyboard.press("Enter")
    page.keyboard.type("And more")
    expect(marked).to_have_count(1)
    # An address needs no translation.
    editor.locator("p", has_text="example.org").click()
    page.get_by_role("button", name="It stays as it is").click()
    expect(marked).to_have_count(0)

    page.get_by_label("Title:").fill("The bees")
    page.get_by_label("Lead:").fill("About bees")
    page.get_by_label("Status:").select_option("published")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    body = "".join(post.story.posts.get(language="en").body.split("\n"))
    assert body == "<h2>Bees</h2><p>First</p><p>And more</p><p>https://example.org/1</p>"
    assert complaints == []
