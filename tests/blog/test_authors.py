"""Who wrote a post, and who is a guest of an event: links, feeds, pages of people."""

import json

import pytest
from django.db.models import ProtectedError

from blog.models import StoryPerson
from tests import factories
from tests.reading import links, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    row = factories.person(slug="ana")
    row.texts.filter(language="en").update(name="Ana Petrova")
    row.texts.filter(language="bg").update(name="Ана Петрова")
    return row


def written(author, role="author", **fields):
    post = factories.post(slug="text", **fields)
    StoryPerson.write(post.story, role, [author])
    return post


def byline(client, path="/en/blog/text/"):
    (meta,) = read(client.get(path)).xpath("//header//p[@class='meta']/span[1]")
    return meta.text_content(), meta.xpath(".//a/@href")


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("", "Ana Petrova"),
        ("Ana Petrova, Cluster Sofia", "Ana Petrova, Cluster Sofia"),
        ("Team of <b>GAIA</b>", "Team of <b>GAIA</b>, Ana Petrova"),
    ],
)
def test_the_byline_links_to_the_author(client, author, typed, shown):
    written(author, byline=typed)
    assert byline(client) == (shown, ["/en/people/ana/"])


def test_in_each_language_by_the_name_there(client, author):
    post = written(author)
    factories.post(language="bg", story=post.story, slug="tekst", byline="Ана Петрова, ТУЕС")
    assert byline(client, "/bg/blog/tekst/") == ("Ана Петрова, ТУЕС", ["/bg/hora/ana/"])


def test_machines_are_told_of_the_person(client, author):
    written(author)
    (script,) = read(client.get("/en/blog/text/")).xpath(
        "//script[@type='application/ld+json']/text()"
    )
    (told,) = json.loads(script)["@graph"][0]["author"]
    assert (told["@type"], told["name"]) == ("Person", "Ana Petrova")
    assert told["url"] == "http://localhost:8000/en/people/ana/"


def test_the_page_of_the_author_has_their_posts_and_feed(client, author):
    written(author)
    factories.post(slug="other")
    page = client.get("/en/people/ana/")
    assert "/en/blog/text/" in links(page, "//main")
    assert "/en/blog/other/" not in links(page, "//main")
    feed = json.loads(client.get("/en/people/ana/feed.json").content)
    assert [item["url"] for item in feed["items"]] == ["http://localhost:8000/en/blog/text/"]
    assert [item["authors"] for item in feed["items"]] == [[{"name": "Ana Petrova"}]]
    assert client.get("/en/people/nobody/feed.rss").status_code == 404


@pytest.mark.parametrize("stage", factories.HIDDEN)
def test_a_person_who_is_not_public_is_not_named(client, stage):
    hidden = factories.person(stage, slug="secret")
    hidden.texts.update(name="Secret Name")
    written(hidden, byline="The team")
    assert "Secret Name" not in client.get("/en/blog/text/").text
    assert client.get("/en/people/secret/feed.rss").status_code in {404, 410}


@pytest.mark.parametrize("stage", factories.HIDDEN)
def test_what_is_not_public_is_not_on_the_page_of_its_author(client, author, stage):
    post = factories.post(stage, title="Secret")
    StoryPerson.write(post.story, "author", [author])
    for path in ("/en/people/ana/", "/en/people/ana/feed.rss"):
        assert "Secret" not in client.get(path).text


def test_a_guest_stands_with_the_event(client, author):
    event = factories.event(slug="evening")
    StoryPerson.write(event.story, "guest", [author])
    shown = links(client.get("/en/events/evening/"), "//section[@class='event']")
    assert shown["/en/people/ana/"] == "Ana Petrova"
    assert "/en/events/evening/" in links(client.get("/en/people/ana/"), "//main")


def test_who_wrote_something_cannot_be_deleted(author):
    written(author)
    with pytest.raises(ProtectedError):
        author.delete()
