"""The page that lists every feed, for people."""

import pytest

from tests import factories
from tests.reading import links, read

pytestmark = pytest.mark.django_db


def feeds(client, path):
    return {url for url in links(client.get(path), within="//main") if "/feed." in url}


def test_every_feed_is_listed_and_answers(client):
    post = factories.post()
    project, topic, series = factories.project(slug="x"), factories.topic(), factories.series()
    post.story.projects.add(project)
    post.story.topics.add(topic)
    post.story.series = series
    post.story.save()
    found = feeds(client, "/en/feeds/")
    for place in (
        *("/en/", "/en/blog/", "/en/news/", "/en/projects/", "/en/partners/", "/en/projects/x/"),
        *(f"/en/blog/topic/{topic.slug}/", f"/en/blog/series/{series.slug}/"),
    ):
        assert {f"{place}feed.{form}" for form in ("rss", "atom", "json")} <= found
    assert all(client.get(url).status_code == 200 for url in found)


@pytest.mark.parametrize("stage", factories.HIDDEN)
def test_nothing_hidden_has_a_line(client, stage):
    hidden = factories.post(stage)
    hidden.story.topics.add(factories.topic(slug="secret"))
    shown = factories.post()
    shown.story.projects.add(factories.project(stage, slug="secret"))
    assert not any("secret" in url for url in feeds(client, "/en/feeds/"))


def test_other_languages_keep_to_themselves(client):
    post = factories.post(language="bg")
    post.story.topics.add(factories.topic(slug="only-bg"))
    assert not any("only-bg" in url for url in feeds(client, "/en/feeds/"))
    assert "/bg/blog/tema/only-bg/feed.rss" in feeds(client, "/bg/feeds/")


def test_every_list_leads_there(client):
    factories.post()
    factories.project()
    factories.organisation()
    for path in ("/en/", "/en/blog/", "/en/projects/", "/en/partners/"):
        assert "/en/feeds/" in links(client.get(path), within="//main")


def test_names_are_sorted_in_capitals_or_not_and_calendars_have_a_group(client):
    post = factories.post(language="bg")
    for acronym in ("XD", "eT4S", "Degrebe"):
        post.story.projects.add(factories.project(acronym=acronym))
    post.story.series = factories.series()
    post.story.save()
    groups = {
        section.xpath("string(h2)"): section.xpath(".//li/a[1]")
        for section in read(client.get("/bg/feeds/")).xpath("//main//section")
    }
    names = [link.get("aria-label") for link in groups["Проекти"]]
    assert names == ["Degrebe (RSS)", "eT4S (RSS)", "XD (RSS)"]
    assert all(link.get("href").endswith("feed.rss") for link in groups["Поредици"])
    (calendar,) = groups["Календари"]
    assert client.get(calendar.get("href"))["Content-Type"].startswith("text/calendar")
