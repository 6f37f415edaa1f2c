"""From an Editor's keyboard to every page of the site, in a real browser."""

from io import BytesIO

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Picture
from playwright.sync_api import expect

from blog.models import Post
from library.uploads import store
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "Green skills for trainers"
FORMATS = ("rss", "atom", "json")


def picture():
    content = BytesIO()
    Picture.new("RGB", (900, 600), "#c98a1b").save(content, "PNG")
    return store(
        SimpleUploadedFile("field.png", content.getvalue()),
        title="A field",
        alt={"en": "A field in autumn", "bg": "Есенно поле"},
    )


def sign_in(page, live_server, group, **fields):
    """Let the browser be signed in as a new person of a group; return the person.

    Without the door, which has tests of its own (``test_story.py``, ``test_typing.py``).
    """
    person = factories.user(group, **{"interface_language": "en", **fields})
    client = Client()
    client.force_login(person)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto(f"{live_server.url}/admin/")
    return person


def choose(page, field, words):
    """Choose a row in an autocomplete field with the keyboard."""
    page.locator(f".field-{field} .select2-selection").click()
    # What was found replaces the whole list that was open before: a click in between is lost.
    with page.expect_response(lambda answer: f"term={words}&" in answer.url):
        page.keyboard.type(words)
    page.locator(".select2-results__option", has_text=words).first.click()
    expect(page.locator(f".field-{field} .select2-selection")).to_contain_text(words)


def choose_picture(page):
    """Choose the only picture of the library, remove it, and choose it again."""
    field = page.locator(".image-chooser")
    for again in (True, False):
        field.get_by_role("button", name="Choose or upload a picture").click()
        dialog = page.get_by_role("dialog", name="Picture")
        dialog.get_by_role("button", name="A field").click()
        dialog.get_by_role("button", name="Use this picture").click()
        expect(field.get_by_role("presentation")).to_be_visible()
        if again:
            field.get_by_role("button", name="Remove the picture").click()
            expect(field.get_by_role("presentation")).to_have_count(0)


def test_post_with_a_picture_stands_behind_every_door(page, live_server, complaints):
    picture()
    project = factories.project(acronym="InvesTech", slug="investech")
    partner = factories.organisation(slug="tues")
    partner.texts.update(name="Technology School", acronym="TUES")
    topic = factories.topic(slug="skills", label={"en": "Skills", "bg": "Умения"})
    sign_in(page, live_server, "Editors")

    page.goto(f"{live_server.url}/admin/blog/post/add/")
    page.get_by_label("Language:").select_option("en")
    page.get_by_label("Title:").fill(TITLE)
    page.get_by_label("Lead:").fill("What trainers learn:")
    editor = page.locator(".cke_editable")
    expect(editor).to_be_visible()
    editor.click()
    page.keyboard.type("Trainers learn outdoors.")
    choose_picture(page)
    page.get_by_label("Kind:").select_option("publication")
    choose(page, "projects", "InvesTech")
    choose(page, "organisations", "TUES")
    choose(page, "topics", "Skills")
    page.get_by_label("Status:").select_option("published")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert complaints == []

    post = Post.objects.get()
    assert post.slug == "green-skills-for-trainers"
    assert post.body == "<p>Trainers learn outdoors.</p>"
    own = "/en/blog/green-skills-for-trainers/"
    for path in (
        "/en/",
        "/en/blog/",
        "/en/blog/topic/skills/",
        "/en/projects/investech/",
        "/en/partners/tues/",
    ):
        page.goto(live_server.url + path)
        expect(page.locator(f'main a[href="{own}"]').first).to_be_visible()
    page.goto(live_server.url + own)
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text("Trainers learn outdoors.")).to_be_visible()
    shown = page.get_by_role("img", name="A field in autumn").first
    expect(shown).to_be_visible()
    assert shown.evaluate("node => node.naturalWidth > 0")
    assert own in page.request.get(f"{live_server.url}/sitemap-posts-1.xml").text()
    assert complaints == []

    for place in (
        "",
        "blog/",
        "blog/topic/skills/",
        "projects/",
        f"projects/{project.slug}/",
        "partners/",
        f"partners/{partner.slug}/",
    ):
        for form in FORMATS:
            answer = page.request.get(f"{live_server.url}/en/{place}feed.{form}")
            assert answer.status == 200, (place, form)
            assert TITLE in answer.text(), (place, form)
            assert f"urn:uuid:{post.uid}" in answer.text(), (place, form)
    for elsewhere in ("/bg/feed.rss", "/en/news/feed.rss"):
        assert TITLE not in page.request.get(live_server.url + elsewhere).text()
    assert post.story.topics.get() == topic


def test_stale_save_keeps_what_stands_in_the_editor(page, live_server):
    post = factories.post("draft")
    sign_in(page, live_server, "Editors")
    page.goto(f"{live_server.url}/admin/blog/post/{post.pk}/change/")
    editor = page.locator(".cke_editable")
    expect(editor).to_be_visible()
    Post.objects.get(pk=post.pk).save()
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("What I wrote for an hour.")
    page.get_by_role("button", name="Save", exact=True).first.click()

    expect(page.get_by_text("after you opened it").first).to_be_visible()
    expect(page.locator(".cke_editable")).to_have_text("What I wrote for an hour.")


def test_writer_sees_no_way_to_publish(page, live_server):
    draft, public = factories.post("draft"), factories.post()
    sign_in(page, live_server, "Writers")

    page.goto(f"{live_server.url}/admin/blog/post/{draft.pk}/change/")
    expect(page.get_by_label("Title:")).to_be_editable()
    expect(page.locator("[name=status]")).to_have_count(0)
    page.goto(f"{live_server.url}/admin/blog/post/{public.pk}/change/")
    expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    page.goto(f"{live_server.url}/admin/blog/post/")
    expect(page.locator("select[name=action] option[value=publish]")).to_have_count(0)
