"""What stops a publication, and who may publish all the same."""

import pytest
from django.urls import reverse

from blog.models import Post
from publishing import checks
from publishing.checks import Check, Problem
from tests import factories
from tests.admin import errors, filled
from tests.reading import read

pytestmark = pytest.mark.django_db
MISSING = Problem("emblem", "The emblem is missing.")
REASON = "The funder agreed by mail on 3 May."


@pytest.fixture
def kept(monkeypatch):
    """Let a check stop every title with “wrong” in it; return what it was told to keep."""
    told = []

    def problems(edit):
        title = (edit.data or {}).get("title") or edit.row.title
        return [MISSING] if "wrong" in title else []

    def standing(row):
        return [MISSING] if "wrong" in row.title and row.is_published() else []

    check = Check(problems, standing, lambda *facts: told.append(facts))
    monkeypatch.setattr(checks, "_checks", [check])
    return told


@pytest.fixture
def editor(client):
    client.force_login(factories.user("Editors"))
    return client


def change(post):
    return reverse("admin:blog_post_change", args=[post.pk])


def test_a_problem_stops_the_publication_and_loses_nothing(editor, kept):
    post = factories.post("draft", title="wrong")
    page = editor.get(change(post))
    assert "publish_anyway" not in page.text
    data = {**filled(page), "status": "published", "lead": "Typed just now"}
    answer = editor.post(change(post), data)
    assert answer.status_code == 200
    assert "The emblem is missing." in " ".join(errors(answer))
    assert "Typed just now" in answer.text
    assert read(answer).xpath("//textarea[@name='publish_anyway']")
    assert Post.objects.get().status == "draft"
    assert kept == []


def test_an_editor_publishes_all_the_same_with_a_reason_which_is_kept(editor, kept):
    post = factories.post("draft", title="wrong")
    data = {**filled(editor.get(change(post))), "status": "published"}
    answer = editor.post(change(post), data)
    again = {**filled(answer), "publish_anyway": REASON}
    assert editor.post(change(post), again).status_code == 302
    assert Post.objects.get().status == "published"
    ((row, problems, reason, person),) = kept
    assert (row, problems, reason) == (post, [MISSING], REASON)
    assert person.groups.get().name == "Editors"


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_empty_reason_is_none(editor, kept, reason):
    post = factories.post("draft", title="wrong")
    data = {**filled(editor.get(change(post))), "status": "published", "publish_anyway": reason}
    assert editor.post(change(post), data).status_code == 200
    assert Post.objects.get().status == "draft"


def test_what_is_right_is_published_and_a_reason_without_need_is_not_kept(editor, kept):
    post = factories.post("draft", title="right")
    data = {**filled(editor.get(change(post))), "status": "published", "publish_anyway": REASON}
    assert editor.post(change(post), data).status_code == 302
    assert Post.objects.get().status == "published"
    assert kept == []


def test_a_draft_is_saved_without_being_checked(editor, kept):
    post = factories.post("draft", title="wrong")
    assert editor.post(change(post), filled(editor.get(change(post)))).status_code == 302


def test_a_writer_cannot_publish_with_a_reason(client, kept):
    client.force_login(factories.user("Writers"))
    post = factories.post("draft", title="wrong")
    data = {**filled(client.get(change(post))), "status": "published", "publish_anyway": REASON}
    client.post(change(post), data)
    assert Post.objects.get().status == "draft"
    assert kept == []


def test_the_action_of_the_list_stops_too_and_says_why(editor, kept):
    wrong, right = factories.post("draft", title="wrong"), factories.post("draft", title="right")
    data = {"action": "publish", "_selected_action": [wrong.pk, right.pk]}
    answer = editor.post(reverse("admin:blog_post_changelist"), data, follow=True)
    assert "Wrong: The emblem is missing." in answer.text
    states = dict(Post.objects.values_list("title", "status"))
    assert states == {"wrong": "draft", "right": "published"}


def test_what_is_wrong_with_a_public_thing_stands_at_the_head_of_its_form(editor, kept):
    post = factories.post(title="wrong")
    (box,) = read(editor.get(change(post))).xpath("//details[@class='still-missing']//li")
    assert box.text == "The emblem is missing."
    assert "still-missing" not in editor.get(change(factories.post(title="right"))).text
