"""The sitemap."""

import pytest
from lxml import etree

from tests import factories

pytestmark = pytest.mark.django_db
NAMESPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def addresses(client):
    """Return ``{path: lastmod or None}``."""
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    return {
        url.findtext("s:loc", namespaces=NAMESPACE).removeprefix("http://localhost:8000"): (
            url.findtext("s:lastmod", namespaces=NAMESPACE)
        )
        for url in tree.findall("s:url", NAMESPACE)
    }


def test_names_every_page_that_exists(client):
    post = factories.post()
    topic, series = factories.topic(), factories.series()
    post.story.topics.add(topic)
    post.story.series = series
    post.story.save()
    project, partner = factories.project(), factories.organisation()
    factories.page(slug="about")
    found = addresses(client)
    assert set(found) == {
        *("/en/", "/en/blog/", "/en/news/", "/en/projects/", "/en/partners/", "/en/members/"),
        *("/en/feeds/", "/bg/feeds/"),
        *("/bg/", "/bg/blog/", "/bg/novini/", "/bg/proekti/", "/bg/partnyori/", "/bg/chlenove/"),
        "/en/about/",
        post.get_absolute_url(),
        *(f"/en/blog/topic/{topic.slug}/", f"/en/blog/series/{series.slug}/"),
        *project.paths().values(),
        *partner.paths().values(),
    }
    for path in found:
        assert client.get(path).status_code == 200, path


def test_says_when_a_page_last_changed(client):
    post = factories.post()
    assert addresses(client)[post.get_absolute_url()][:10] == post.changed_at.isoformat()[:10]


def test_leaves_out_languages_without_a_text(client):
    project = factories.project(languages=["bg"])
    found = addresses(client)
    assert project.paths()["bg"] in found
    assert project.paths()["en"] not in found


@pytest.mark.parametrize("stage", factories.HIDDEN)
def test_leaves_out_what_is_hidden(client, stage):
    topic = factories.topic()
    factories.post(stage).story.topics.add(topic)
    factories.project(stage)
    factories.organisation(stage)
    factories.page(stage)
    assert len(addresses(client)) == 14


def test_answers_304_without_cookies_at_the_same_cost(client, django_assert_max_num_queries):
    for _number in range(3):
        factories.post()
        factories.project()
    with django_assert_max_num_queries(8):
        first = client.get("/sitemap.xml")
    again = client.get("/sitemap.xml", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert not first.cookies
    assert first["Content-Type"] == "application/xml; charset=utf-8"
