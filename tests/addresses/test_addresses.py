"""Old addresses redirect in one hop; what is gone is 410; what never existed is 404."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from addresses.models import Address
from blog.models import Post
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_renamed_post_answers_in_one_hop(client):
    post = factories.post(slug="first")
    for slug in ("second", "third"):
        post.slug = slug
        post.save()
    for old in ("first", "second"):
        answer = client.get(f"/en/blog/{old}/")
        assert (answer.status_code, answer["Location"]) == (301, "/en/blog/third/")
    assert client.get("/en/blog/third/").status_code == 200


def test_a_post_that_moves_to_news_takes_both_languages_along(client):
    post = factories.post(slug="moved")
    factories.post(language="bg", story=post.story, slug="premesteno")
    post.story.kind = "news"
    post.story.save()
    assert client.get("/en/blog/moved/")["Location"] == "/en/news/moved/"
    assert client.get("/bg/blog/premesteno/")["Location"] == "/bg/novini/premesteno/"


def test_renaming_by_update_is_remembered_too(client):
    post = factories.post(slug="before")
    Post.objects.filter(pk=post.pk).update(slug="after")
    assert client.get("/en/blog/before/")["Location"] == "/en/blog/after/"


def test_a_live_object_wins_over_an_old_address(client):
    first = factories.post(slug="wanted")
    first.slug = "other"
    first.save()
    second = factories.post(slug="wanted", title="The second")
    answer = client.get("/en/blog/wanted/")
    assert answer.status_code == 200
    assert "The second" in answer.text
    second.delete()
    assert client.get("/en/blog/wanted/").status_code in {301, 410}


def test_a_renamed_project_takes_its_feeds_along(client):
    project = factories.project(slug="before")
    project.slug = "after"
    project.save()
    assert client.get("/bg/proekti/before/")["Location"] == "/bg/proekti/after/"
    answer = client.get("/en/projects/before/feed.atom")
    assert (answer.status_code, answer["Location"]) == (301, "/en/projects/after/feed.atom")


def test_a_renamed_topic_takes_pages_and_feeds_along(client):
    topic, post = factories.topic(slug="before"), factories.post(kind="news")
    post.story.topics.add(topic)
    topic.slug = "after"
    topic.save()
    assert client.get("/bg/novini/tema/before/")["Location"] == "/bg/novini/tema/after/"
    assert (
        client.get("/en/news/topic/before/feed.rss")["Location"] == "/en/news/topic/after/feed.rss"
    )


@pytest.mark.parametrize(
    ("stage", "status"), [("draft", 404), ("scheduled", 404), ("expired", 410), ("withdrawn", 410)]
)
def test_an_old_address_of_something_hidden_answers_for_it(client, stage, status):
    post = factories.post(stage, slug="before")
    post.slug = "after"
    post.save()
    assert client.get("/en/blog/before/").status_code == status


def test_a_deleted_post_is_gone_and_a_deleted_draft_never_was(client):
    factories.post(slug="public").delete()
    factories.post("draft", slug="private").delete()
    assert client.get("/en/blog/public/").status_code == 410
    assert client.get("/en/blog/private/").status_code == 404
    assert not Address.objects.filter(path__contains="private").exists()


def test_a_post_withdrawn_before_its_time_never_was(client):
    post = factories.post("scheduled", slug="early")
    post.status = "withdrawn"
    post.save()
    assert client.get("/en/blog/early/").status_code == 404


def test_a_withdrawn_post_comes_back_under_its_address(client):
    post = factories.post(slug="back")
    begun = post.published_at
    post.status = "withdrawn"
    post.save()
    assert client.get("/en/blog/back/").status_code == 410
    post.status = "published"
    post.save()
    assert client.get("/en/blog/back/").status_code == 200
    assert post.published_at == begun


def test_a_path_has_one_present_owner():
    factories.post(slug="mine")
    with pytest.raises(IntegrityError), transaction.atomic():
        Address.objects.create(
            uid="11111111-2222-3333-4444-555555555555",
            label="x",
            language="en",
            path="/en/blog/mine/",
            is_current=True,
        )


def test_an_address_expires_by_the_clock_alone():
    post = factories.post(slug="offer", expires_at=timezone.now() + timedelta(hours=1))
    address = Address.objects.get(uid=post.uid)
    assert address.state() == "live"
    assert address.state(timezone.now() + timedelta(hours=2)) == "gone"
    assert address.state(post.published_at - timedelta(hours=1)) == "never"
