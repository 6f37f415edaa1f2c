"""Writing posts: one form for a text and what it shares with its translation."""

import pytest
from django.urls import reverse

from addresses.models import Address
from blog.models import Post, Story
from tests import factories
from tests.admin import errors, filled

pytestmark = pytest.mark.django_db
ADD = "admin:blog_post_add"


def change(post):
    return reverse("admin:blog_post_change", args=[post.pk])


@pytest.fixture
def editor(client):
    client.force_login(factories.user("Editors", interface_language="en"))
    return client


@pytest.fixture
def writer(client):
    client.force_login(factories.user("Writers", interface_language="en"))
    return client


def written(client, **fields):
    """Submit a new post; return the response."""
    url = reverse(ADD)
    data = filled(client.get(url))
    return client.post(url, {**data, "title": "Зелени умения", "story_kind": "news", **fields})


def test_post_and_story_are_made_together(editor):
    project, organisation, topic = factories.project(), factories.organisation(), factories.topic()
    series = factories.series()

    answer = written(
        editor,
        lead="Lead",
        body="<p>Text<script>alert(1)</script></p>",
        status="published",
        projects=[project.pk],
        organisations=[organisation.pk],
        topics=[topic.pk],
        series=series.pk,
        series_place=2,
    )

    assert answer.status_code == 302, errors(answer)
    post = Post.objects.get()
    assert (post.kind, post.slug, post.language) == ("news", "zeleni-umenia", "bg")
    assert post.body == "<p>Text</p>"
    assert post.is_published()
    assert post.owner.email.startswith("person")
    story = post.story
    assert list(story.projects.all()) == [project]
    assert list(story.organisations.all()) == [organisation]
    assert list(story.topics.all()) == [topic]
    assert (story.series, story.series_place) == (series, 2)


def test_refused_post_leaves_no_story(editor):
    answer = written(editor, status="published")

    assert "needs an address, a lead and a text" in " ".join(errors(answer))
    assert not Story.objects.exists()


def test_place_needs_a_series(editor):
    assert "Choose a series" in " ".join(errors(written(editor, series_place=1)))


def test_slugs_do_not_meet(editor):
    written(editor)
    written(editor)
    written(editor, story_kind="publication")
    written(editor, language="en")

    rows = Post.objects.order_by("pk").values_list("kind", "language", "slug")
    assert list(rows) == [
        ("news", "bg", "zeleni-umenia"),
        ("news", "bg", "zeleni-umenia-2"),
        ("publication", "bg", "zeleni-umenia"),
        ("news", "en", "zeleni-umenia"),
    ]


def test_slug_leaves_old_addresses_alone(editor):
    post = factories.post(language="bg", kind="news", slug="zeleni-umenia")
    post.slug = "renamed"
    post.save()

    written(editor)

    assert Post.objects.filter(slug="zeleni-umenia-2").exists()
    assert Address.objects.filter(path__endswith="/zeleni-umenia/", uid=post.uid).exists()


def test_taken_slug_is_refused_with_a_sentence(editor):
    factories.post(language="bg", kind="news", slug="taken")

    assert "Another post has this address" in " ".join(errors(written(editor, slug="taken")))


def test_slug_never_changes_by_itself(editor):
    post = factories.post("draft", slug="first")

    editor.post(change(post), {**filled(editor.get(change(post))), "title": "Other"})

    post.refresh_from_db()
    assert (post.title, post.slug) == ("Other", "first")


def test_translation_is_begun_from_its_source(editor):
    project = factories.project()
    source = factories.post(language="bg", title="Извор")
    source.story.projects.add(project)
    page = editor.get(change(source))
    url = f"{reverse(ADD)}?story={source.story.pk}&language=en"
    assert url.replace("&", "&amp;") in page.content.decode()

    page = editor.get(url)
    assert "Извор" in page.content.decode()
    data = filled(page)
    assert data["projects"] == [str(project.pk)]
    answer = editor.post(url, {**data, "title": "Source"})

    assert answer.status_code == 302, errors(answer)
    made = Post.objects.get(title="Source")
    assert (made.story, made.language) == (source.story, "en")
    assert list(made.story.projects.all()) == [project]


def test_second_text_in_one_language_is_refused(editor):
    source = factories.post(language="bg")
    url = f"{reverse(ADD)}?story={source.story.pk}&language=bg"

    answer = editor.post(url, {**filled(editor.get(url)), "title": "Again"})

    assert "already has a text in that language" in " ".join(errors(answer))


def test_change_of_kind_moves_both_languages(editor):
    post = factories.post(language="bg", slug="a")
    other = factories.post(language="en", slug="b", story=post.story)

    answer = editor.post(change(post), {**filled(editor.get(change(post))), "story_kind": "news"})

    assert answer.status_code == 302, errors(answer)
    assert set(Post.objects.values_list("kind", flat=True)) == {"news"}
    assert Address.objects.filter(uid=other.uid, path="/en/news/b/", is_current=True).exists()


def test_change_of_kind_that_would_clash_is_refused(editor):
    factories.post(language="en", kind="news", slug="b", title="There")
    post = factories.post(language="bg", slug="a")
    factories.post(language="en", slug="b", story=post.story)

    answer = editor.post(change(post), {**filled(editor.get(change(post))), "story_kind": "news"})

    assert "another post there already has its address" in " ".join(errors(answer))
    post.refresh_from_db()
    assert post.kind == "publication"


def test_stale_facts_are_refused_and_equal_ones_are_not(editor):
    post = factories.post(language="bg")
    other = factories.post(language="en", story=post.story)
    topic = factories.topic()
    mine, theirs = filled(editor.get(change(post))), filled(editor.get(change(other)))
    same = {**theirs, "title": "Only the text"}

    assert editor.post(change(post), {**mine, "title": "Only mine"}).status_code == 302
    assert editor.post(change(other), same).status_code == 302
    theirs = filled(editor.get(change(other)))
    mine = filled(editor.get(change(post)))
    assert editor.post(change(post), {**mine, "topics": [topic.pk]}).status_code == 302
    answer = editor.post(change(other), {**theirs, "title": "Late", "series_place": ""})

    assert "what both languages share" in " ".join(errors(answer))
    assert list(post.story.topics.all()) == [topic]


def test_facts_are_read_only_while_another_text_is_public(writer):
    public = factories.post(language="bg", kind="publication")
    draft = factories.post("draft", language="en", story=public.story)
    topic = factories.topic()
    data = filled(writer.get(change(draft)))
    assert not {"story_kind", "topics"} & set(data)

    forged = {**data, "title": "Mine", "story_kind": "news", "topics": [topic.pk]}
    assert writer.post(change(draft), forged).status_code == 302

    draft.refresh_from_db()
    assert (draft.title, draft.kind) == ("Mine", "publication")
    assert not draft.story.topics.exists()


def test_facts_are_read_only_for_a_new_translation_of_something_public(writer):
    public = factories.post(language="bg", kind="publication")
    url = f"{reverse(ADD)}?story={public.story.pk}&language=en"
    data = {**filled(writer.get(url)), "title": "New", "story_kind": "news"}

    # Whatever the address of the form says, the story in the data counts.
    assert writer.post(reverse(ADD), data).status_code == 302

    made = Post.objects.get(title="New")
    assert (made.kind, made.story, made.status) == ("publication", public.story, "draft")


def test_story_that_is_gone_is_told(editor):
    answer = written(editor, story="999999")

    assert "no longer exists" in " ".join(errors(answer))


def test_view_on_site_leads_to_the_page_of_what_is_public(editor):
    post = factories.post(slug="seen")
    draft = factories.post("draft", slug="not-seen")

    assert 'href="/en/blog/seen/"' in editor.get(change(post)).content.decode()
    assert "/en/blog/not-seen/" not in editor.get(change(draft)).content.decode()


def test_list_tells_what_is_live_and_what_is_missing(editor):
    post = factories.post(
        "draft", language="bg", lead="", body="", lead_image=factories.image(alt={})
    )
    factories.post(language="en", story=post.story)
    alone = factories.post(language="en")

    page = editor.get(reverse("admin:blog_post_changelist")).content.decode()

    assert "lead, text, alternative text of the picture" in page
    assert "EN: published" in page
    assert f"story={alone.story.pk}&amp;language=bg" in page


def test_topic_gets_its_address_from_its_english_name(editor):
    url = reverse("admin:blog_topic_add")

    data = {**filled(editor.get(url)), "label_bg": "Зелена икономика", "label_en": "Green economy"}
    answer = editor.post(url, data)

    assert answer.status_code == 302, errors(answer)
    assert factories.Topic.objects.get().slug == "green-economy"


def test_stale_topic_is_refused(editor):
    topic = factories.topic()
    url = reverse("admin:blog_topic_change", args=[topic.pk])
    first, second = filled(editor.get(url)), filled(editor.get(url))

    editor.post(url, {**first, "label_en": "First"})
    answer = editor.post(url, {**second, "label_en": "Second"})

    assert "after you opened it" in " ".join(errors(answer))
    topic.refresh_from_db()
    assert topic.label["en"] == "First"


def test_topic_in_bulgarian_is_found_by_autocomplete(writer):
    topic = factories.topic(label={"bg": "Зелена икономика"})

    answer = writer.get(
        reverse("admin:autocomplete"),
        {"app_label": "blog", "model_name": "story", "field_name": "topics", "term": "зелена"},
    )

    assert [row["id"] for row in answer.json()["results"]] == [str(topic.pk)]
