"""Nothing is published that would not show what its grants ask for, unless somebody says why."""

import pytest
from django.urls import reverse

from blog.models import Post
from evidence.models import Override
from tests import factories
from tests.admin import errors, filled
from tests.evidence import site
from tests.reading import read

pytestmark = pytest.mark.django_db
REASON = "The funder agreed by mail on 3 May."
MISSING = "Neither the emblem nor the statement is shown."


@pytest.fixture
def project():
    return site.project(slug="investech", acronym="InvesTech", planned_end="2025-01-01")


@pytest.fixture
def editor(client):
    client.force_login(factories.user("Editors"))
    return client


@pytest.fixture
def broken(monkeypatch):
    """Let the pages of posts show nothing."""
    monkeypatch.setattr("blog.views.post.shown_of", lambda grants, language: [])


def change(row):
    return reverse(f"admin:{row._meta.label_lower.replace('.', '_')}_change", args=[row.pk])


def test_what_would_lack_its_emblem_is_stopped_and_a_reason_is_kept(editor, project, broken):
    post = site.post(project, language="en", **factories.life("draft"))
    data = {**filled(editor.get(change(post))), "status": "published"}
    answer = editor.post(change(post), data)
    assert MISSING in " ".join(errors(answer))
    assert Post.objects.get().status == "draft"

    again = {**filled(answer), "publish_anyway": REASON}
    assert editor.post(change(post), again).status_code == 302
    assert Post.objects.get().status == "published"
    kept = Override.objects.get()
    assert (kept.uid, kept.reason, kept.problems) == (post.uid, REASON, [MISSING])
    assert REASON in editor.get(reverse("admin:visibility")).text


def test_a_reason_is_asked_for_once(editor, project, broken):
    post = site.post(project, language="en")
    post.refresh_from_db()
    data = filled(editor.get(change(post)))
    answer = editor.post(change(post), data)
    again = {**filled(answer), "publish_anyway": REASON}
    assert editor.post(change(post), again).status_code == 302
    page = editor.get(change(post))
    assert "still-missing" not in page.text
    assert editor.post(change(post), {**filled(page), "title": "Anew"}).status_code == 302
    assert Override.objects.count() == 1


def test_a_project_that_is_typed_into_the_form_just_now_counts(editor, project, broken):
    post = factories.post("draft", language="en")
    data = filled(editor.get(change(post)))
    data |= {"projects": [project.pk], "status": "published"}
    assert MISSING in " ".join(errors(editor.post(change(post), data)))


def test_what_shows_everything_is_published_without_a_word(editor, project):
    for row in (
        site.post(project, language="en", **factories.life("draft")),
        site.page(project, language="bg", **factories.life("draft")),
        site.project(**factories.life("draft")),
        factories.result_with_link("draft", of=project),
        factories.post("draft"),
    ):
        data = {**filled(editor.get(change(row))), "status": "published"}
        answer = editor.post(change(row), data)
        assert answer.status_code == 302, errors(answer)
        row.refresh_from_db()
        assert row.status == "published"
    assert not Override.objects.exists()


def test_one_planned_for_later_is_checked_as_of_then(editor, project, broken):
    post = site.post(project, language="en", **factories.life("draft"))
    data = filled(editor.get(change(post)))
    data |= {"status": "published", "published_at_0": "2099-01-01", "published_at_1": "09:00"}
    assert MISSING in " ".join(errors(editor.post(change(post), data)))


def test_the_action_of_the_list_is_stopped(editor, project, broken):
    post = site.post(project, language="en", title="Post", **factories.life("draft"))
    data = {"action": "publish", "_selected_action": [post.pk]}
    answer = editor.post(reverse("admin:blog_post_changelist"), data, follow=True)
    assert f"Post: {MISSING}" in answer.text
    assert Post.objects.get().status == "draft"


def test_what_is_public_and_wrong_stands_at_the_head_of_its_form(editor, project, broken):
    post = site.post(project, language="en")
    (item,) = read(editor.get(change(post))).xpath("//details[@class='still-missing']//li")
    assert item.text == MISSING


@pytest.mark.parametrize(
    ("language", "words", "views"),
    [
        ("en", "Co-funded by the European Union", "Views and opinions expressed"),
        ("bg", "Съфинансирано от Европейския съюз", "Изразените възгледи и мнения"),
    ],
)
def test_a_writer_who_knows_nothing_of_it_gets_it_right(client, project, language, words, views):
    """The Writer writes and links; an Editor publishes; page and feeds show what the grant asks for."""
    client.force_login(factories.user("Writers"))
    url = f"{reverse('admin:blog_post_add')}?language={language}"
    data = filled(client.get(url))
    texts = {
        "story_kind": "news",
        "title": "A meeting",
        "lead": "We met.",
        "body": "<p>It was good.</p>",
    }
    answer = client.post(url, {**data, **texts, "language": language, "projects": [project.pk]})
    assert answer.status_code == 302, errors(answer)
    post = Post.objects.get()
    assert (post.status, post.language) == ("draft", language)

    client.force_login(factories.user("Editors"))
    form = {**filled(client.get(change(post))), "status": "published"}
    assert client.post(change(post), form).status_code == 302
    client.logout()
    post.refresh_from_db()
    page = client.get(post.get_absolute_url()).text
    for text in (page, client.get(f"/{language}/feed.rss").text):
        assert words in text
        assert views in text
    other = {"en": "bg", "bg": "en"}[language]
    assert "A meeting" not in client.get(f"/{other}/feed.rss").text
