"""A preview is the page as it will be, for those who may see it, and leaves nothing behind."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from blog.models import Post
from delivery import memo
from delivery.models import SiteVersion
from publishing.edit import EDITS
from publishing.models import KeptTyping
from tests import factories
from tests.admin import filled, hidden

pytestmark = pytest.mark.django_db

KINDS = ("post", "page", "project", "organisation")
ONE_LANGUAGE = {"post", "page", "promotion"}
STAGES = ("draft", "scheduled", "published", "expired", "withdrawn")


def staff(group="Editors", **fields):
    """Return a client of a member of staff, with the cookie that leads past kept pages."""
    client = Client()
    client.force_login(factories.user(group, interface_language="en", **fields))
    client.get("/admin/")
    return client


def change_url(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def form_of(client, row, **fields):
    page = client.get(change_url(row) if row.pk else reverse("admin:blog_post_add"))
    return {**filled(page), **hidden(page), **fields}


def preview(client, data):
    """Press the button; return the address that it leads to."""
    answer = client.post("/admin/preview/", data)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def without_bar(address):
    return f"{address}{'&' if '?' in address else '?'}bar=no"


@pytest.fixture
def held(monkeypatch):
    """Hold the clock."""
    instant = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: instant)
    return instant


def row_for(kind, stage, language):
    if kind in ONE_LANGUAGE:
        return getattr(factories, kind)(stage, language=language)
    return getattr(factories, kind)(stage, languages=("en", "bg"))


@pytest.mark.parametrize("kind", [*KINDS, "result", "promotion"])
@pytest.mark.parametrize("language", ["en", "bg"])
@pytest.mark.parametrize("stage", STAGES)
def test_it_has_the_bytes_of_the_page_after_publishing(kind, language, stage, held):
    editor = staff()
    row = row_for(kind, stage, language)
    data = form_of(editor, row, status="published")
    if stage in {"scheduled", "expired"}:
        data |= {"published_at": "", "expires_at": ""}
    name = "title" if kind == "result" else "name"
    texts = ["title"] if kind in ONE_LANGUAGE else [f"texts-0-{name}", f"texts-1-{name}"]
    data |= dict.fromkeys(texts, "Changed & “unsaved”")
    path = EDITS[type(row)](row, factories.user()).paths(row)[language]

    shown = editor.get(without_bar(f"{path}?preview={key_of(editor, data)}"))
    if stage == "scheduled":
        # An emptied instant means now.
        assert type(row).objects.get(pk=row.pk).published_at > held
    assert editor.post(change_url(row), data).status_code == 302

    page = Client().get(path)
    assert page.status_code == 200
    assert "unsaved" in page.content.decode()
    assert shown.content == page.content


def key_of(client, data):
    """Press the button, and return the key of what was typed."""
    preview(client, data)
    return data["typing_key"]


@pytest.mark.parametrize("kind", [*KINDS, "result"])
def test_nothing_is_left_behind(kind):
    editor = staff()
    row = getattr(factories, kind)("draft")
    data = form_of(editor, row)
    models = [model for model in apps.get_models() if model is not KeptTyping]
    files = {path: path.stat().st_mtime_ns for path in Path(settings.MEDIA_ROOT).rglob("*")}
    editor.get("/en/")
    remembered = dict(memo._kept)
    Client().get("/en/")

    before = {model: sorted(model.objects.values_list(), key=repr) for model in models}
    address = preview(editor, data)
    assert editor.get(address).status_code == 200
    for place in ("/en/", "/en/blog/", "/en/blog/feed.rss"):
        assert editor.get(f"{place}?preview={data['typing_key']}").status_code == 200

    assert {model: sorted(model.objects.values_list(), key=repr) for model in models} == before
    assert memo._kept == remembered
    assert files == {p: p.stat().st_mtime_ns for p in Path(settings.MEDIA_ROOT).rglob("*")}
    if kind != "result":
        assert Client().get(address.partition("?")[0]).status_code == 404


def test_visitors_pay_no_query_more():
    post = factories.post()
    client = Client()
    client.get(post.get_absolute_url())
    with CaptureQueriesContext(connection) as before:
        client.get(post.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        client.get(f"{post.get_absolute_url()}?preview=x")
    assert len(asked) == len(before)


def test_home_list_and_feed_as_they_will_be():
    editor = staff()
    post = factories.post("draft", title="Not out yet")
    key = key_of(editor, form_of(editor, post))

    for place in ("/en/", "/en/blog/", "/en/blog/feed.rss"):
        shown = editor.get(f"{place}?preview={key}")
        assert "Not out yet" in shown.content.decode(), place
        assert "Not out yet" not in editor.get(place).content.decode()
        assert "Not out yet" not in Client().get(place).content.decode()
        assert shown["Cache-Control"] == "private, no-store"
        assert shown["X-Robots-Tag"] == "noindex"


def test_a_scheduled_post_is_shown_at_its_instant():
    editor = staff()
    post = factories.post("draft")
    data = form_of(editor, post, status="published", published_at="2999-01-15T10:00:00")

    page = editor.get(preview(editor, data)).content.decode()

    assert "15 January 2999" in page


def test_what_publishing_would_refuse_is_a_marked_gap():
    editor = staff()
    data = form_of(editor, Post(), language="bg", title="Само заглавие", story_kind="news")
    data["status"] = "published"

    address = preview(editor, data)
    page = editor.get(address).content.decode()

    assert address.startswith("/bg/novini/samo-zaglavie/")
    assert "[още липсва: Водещ текст]" in page
    assert "Still missing:" in page
    assert "Lead, Text" in page
    assert not Post.objects.exists()


def test_a_missing_or_taken_address_is_a_passing_one():
    editor = staff()
    factories.post(slug="taken")
    data = form_of(editor, Post(), language="en", title="!!!", story_kind="publication")
    address = preview(editor, data)
    assert address.startswith("/en/blog/preview-")
    assert editor.get(address).status_code == 200
    data = form_of(editor, Post(), language="en", title="", story_kind="publication")
    assert "[still missing: Title]" in editor.get(preview(editor, data)).content.decode()
    data = form_of(editor, Post(), language="en", title="X", slug="taken", story_kind="publication")
    assert preview(editor, data).startswith("/en/blog/preview-")


def test_too_little_for_a_page_is_said():
    editor = staff()
    page = editor.get("/admin/projects/result/add/")

    answer = editor.post("/admin/preview/", {**filled(page), **hidden(page)})

    assert "too little for a preview" in answer.content.decode()
    assert "Project: This field is required." in answer.content.decode()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("stage", factories.HIDDEN)
def test_staff_open_what_is_hidden_at_its_address(kind, stage):
    row = row_for(kind, stage, "en")
    path = row.paths()["en"]
    for group in ("Writers", "Editors", "Administrators"):
        page = staff(group).get(path)
        assert page.status_code == 200
        assert "preview-bar" in page.content.decode()
        assert page["Cache-Control"] == "private, no-store"
        assert page["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert Client().get(path).status_code in {404, 410}


def test_strangers_and_people_without_the_right_get_404():
    post = factories.post("draft")
    path = post.get_absolute_url()
    signed_in = staff(group=None)
    left = staff()
    for client, change in ((left, {"is_active": False}), (staff(), {"is_staff": False})):
        number = client.session["_auth_user_id"]
        type(factories.user()).objects.filter(pk=number).update(**change)
        assert client.get(path).status_code == 404
    assert signed_in.get(path).status_code == 404
    assert Client().get(path).status_code == 404
    forged = Client()
    forged.cookies[settings.STAFF_COOKIE_NAME] = "1:forged"
    assert forged.get(path).status_code == 404


def test_what_somebody_typed_is_shown_to_nobody_else():
    editor, other = staff(), staff("Administrators")
    post = factories.post(title="As saved")
    key = key_of(editor, form_of(editor, post, title="A secret"))
    address = f"{post.get_absolute_url()}?preview={key}"

    assert "A secret" in editor.get(address).content.decode()
    for client in (other, staff("Writers"), Client()):
        page = client.get(address).content.decode()
        assert "A secret" not in page
        assert "As saved" in page


def test_a_writer_previews_no_field_that_only_editors_set():
    writer = staff("Writers")
    post = factories.post("draft")
    data = form_of(writer, post) | {"published_at": "2001-01-01T10:00:00"}

    assert "2001" not in writer.get(preview(writer, data)).content.decode()


def test_a_writer_previews_no_public_page():
    writer = staff("Writers")
    post = factories.post("draft")
    data = form_of(writer, post, title="Changed")
    key = key_of(writer, data)
    Post.objects.filter(pk=post.pk).update(status="published")

    assert writer.get(f"{post.get_absolute_url()}?preview={key}").status_code == 404


@pytest.mark.parametrize("key", ["", "x", "9" * 3000, "00000000-0000-0000-0000-000000000000"])
def test_keys_that_are_none_show_the_page_as_it_is(key):
    post = factories.post()
    page = staff().get(post.get_absolute_url(), {"preview": key})
    assert page.status_code == 200
    assert "preview-bar" not in page.content.decode()


def test_the_other_language_is_one_press_away():
    editor = staff()
    post = factories.post("draft")
    twin = factories.post("draft", language="bg", story=post.story, title="Преводът")
    project = factories.project("draft", languages=("en", "bg"))

    shown = editor.get(preview(editor, form_of(editor, project))).content.decode()

    assert f'href="{project.paths()["bg"]}?preview=' in shown
    key = key_of(editor, form_of(editor, post))
    page = editor.get(f"{twin.get_absolute_url()}?preview={key}")
    assert "Преводът" in page.content.decode()


def test_two_widths_side_by_side():
    editor = staff()
    post = factories.post("draft")
    answer = editor.get("/admin/preview/sides/", {"path": post.get_absolute_url(), "preview": ""})

    assert answer.content.decode().count(f'src="{post.get_absolute_url()}?bar=no"') == 2
    assert "frame-src" in answer["Content-Security-Policy"]
    framed = editor.get(f"{post.get_absolute_url()}?bar=no")
    assert "preview-bar" not in framed.content.decode()
    for odd in ("https://example.org/", "//example.org/", "/admin/", "javascript:x", ""):
        assert editor.get("/admin/preview/sides/", {"path": odd}).status_code == 404
    assert Client().get("/admin/preview/sides/", {"path": "/en/"}).status_code == 302


def test_only_previews_may_be_framed():
    post = factories.post()
    editor = staff()
    for path in ("/en/", post.get_absolute_url(), "/admin/", "/admin/blog/post/add/"):
        assert editor.get(path)["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in editor.get(path)["Content-Security-Policy"]


def test_no_version_is_raised():
    editor = staff()
    data = form_of(editor, factories.project())
    before = SiteVersion.objects.values().get()
    editor.get(preview(editor, data))
    assert SiteVersion.objects.values().get() == before
