"""A third kind of post: one more member of ``Kind``, and everything else follows."""

import importlib
import json

import pytest
from django.urls import clear_url_caches

import knowledgecity.urls
from blog import finding
from blog.kinds import Facts, Kind
from blog.models import Post
from publishing import searchable
from search import index
from tests import factories
from tests.reading import links, read, sitemap_parts

pytestmark = pytest.mark.django_db

EVENTS = Facts(
    route="events",
    section="events",
    former_words=(),
    schema_type="Event",
    beside="news",
    name="Events",
    heading="Events and meetings",
    newest_heading="Next events",
    link_label="All events",
    sentence="Where to meet the cluster.",
    feed_sentence="Events of %(site)s",
)


@pytest.fixture
def third_kind():
    """Add a kind as its line in ``Kind`` would, and reload the addresses."""
    kind = Kind.__new_member__(Kind, "event", EVENTS)
    kind._name_, kind._label_ = "EVENT", "event"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Kind, "_member_names_", [*Kind._member_names_, "EVENT"])
        patch.setitem(Kind._member_map_, "EVENT", kind)
        patch.setitem(Kind._value2member_map_, "event", kind)
        patch.setattr(searchable, "_kinds", searchable.kinds())
        finding.register()
        read_addresses()
        yield kind
    read_addresses()


def read_addresses():
    importlib.reload(knowledgecity.urls)
    clear_url_caches()


@pytest.fixture
def event(third_kind):
    """A post of that kind, with a topic and a series.

    The database refuses a story of a kind that no migration knows, so only the post has it.
    """
    post = factories.post(title="Open day", slug="open-day")
    post.story.topics.add(factories.topic(slug="green"))
    post.story.series = factories.series(slug="guide")
    post.story.save()
    Post.objects.filter(pk=post.pk).update(kind=third_kind.value)
    post.refresh_from_db()
    return post


def test_it_has_lists(client, event):
    year = event.published_at.year
    for place in ("", f"{year}/", "topic/green/", "series/guide/"):
        answer = client.get(f"/en/events/{place}")
        assert "/en/events/open-day/" in links(answer, within="//main"), place
        assert links(answer, within="//nav")["/en/events/"] == "Events"
    page = read(client.get("/en/events/"))
    assert page.xpath("string(//h1)") == "Events and meetings"
    assert page.xpath("string(//h2[@id='beside'])") == "Latest news"
    assert page.xpath("//meta[@name='description']/@content") == ["Where to meet the cluster."]
    assert page.xpath("//a[@href='/en/events/']/@aria-current") == ["true"]
    assert client.get("/bg/sabitiya/").status_code == 200
    assert "/en/events/open-day/" not in links(client.get("/en/news/"))


def test_a_post_has_a_page(client, event):
    answer = client.get("/en/events/open-day/")
    (script,) = read(answer).xpath("//script[@type='application/ld+json']/text()")
    assert [node["@type"] for node in json.loads(script)["@graph"]] == ["Event", "BreadcrumbList"]
    shown = links(answer, within="//article")
    assert shown["/en/events/"] == "Events and meetings"
    assert {"/en/events/topic/green/", "/en/events/series/guide/"} <= set(shown)


@pytest.mark.parametrize("place", ["", "topic/green/", "series/guide/"])
def test_it_has_feeds(client, event, place):
    feed = json.loads(client.get(f"/en/events/{place}feed.json").content)
    assert [item["id"] for item in feed["items"]] == [event.uid.urn]
    assert feed["description"].startswith("Events of ")
    assert client.get(f"/en/events/{place}feed-{event.published_at.year}.rss").status_code == 200
    assert f"/en/events/{place}feed.atom" in links(client.get("/en/feeds/"))


def test_the_home_page_shows_its_newest(client, event):
    section = "//section[@aria-labelledby='events']"
    shown = links(client.get("/en/"), within=section)
    assert shown == {"/en/events/": "All events", "/en/events/open-day/": "Open day"}


def test_it_can_be_found(client, event):
    index.rebuild()
    answer = client.get("/en/search/", {"q": "open day", "kind": "event"})
    assert "/en/events/open-day/" in links(answer, within="//main")
    assert read(answer).xpath("string(//select[@name='kind']/option[@value='event'])") == "Events"


def test_the_sitemap_tells_of_it(client, event):
    told = " ".join(part.text for part in sitemap_parts(client))
    for path in ("/en/events/open-day/", "/en/events/topic/green/", "/en/events/series/guide/"):
        assert f"<loc>http://localhost:8000{path}</loc>" in told
