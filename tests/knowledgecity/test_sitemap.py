"""The sitemap."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.utils import timezone
from lxml import etree

from blog.models import Post
from delivery.models import SiteVersion
from knowledgecity.sitemaps import SITEMAPS
from pages.models import Page
from partners.models import Organisation
from people.models import Person
from projects.models import Project, Result
from tests import factories
from tests.reading import sitemap_parts

pytestmark = pytest.mark.django_db
NAMESPACE = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
HOST = "http://localhost:8000"
WHOLE = Path(__file__).parents[1] / "data" / "sitemap.txt"


def entries(client):
    """Return the ``url`` elements of every part, by path."""
    return {
        url.findtext("s:loc", namespaces=NAMESPACE).removeprefix(HOST): url
        for part in sitemap_parts(client)
        for url in etree.fromstring(part.content).findall("s:url", NAMESPACE)
    }


def addresses(client):
    """Return ``{path: lastmod or None}``."""
    return {
        path: url.findtext("s:lastmod", namespaces=NAMESPACE)
        for path, url in entries(client).items()
    }


def in_words(part):
    """Return a part of the sitemap line by line: path, last change, languages, pictures."""
    for url in etree.fromstring(part.content):
        words = [url.findtext("s:loc", namespaces=NAMESPACE)]
        words += [change.text for change in url.findall("s:lastmod", NAMESPACE)]
        words += [
            f"{link.get('hreflang')}={link.get('href')}"
            for link in url.findall("xhtml:link", NAMESPACE)
        ]
        words += [f"image={loc.text}" for loc in url.findall("image:image/image:loc", NAMESPACE)]
        yield " ".join(words).replace(HOST, "")


def one_of_each():
    """Publish a bit of everything, with fixed addresses and instants."""
    appeared = datetime(2024, 1, 1, 12, tzinfo=UTC)
    life = {"status": "published", "published_at": appeared}
    image = factories.image(file="images/ab/brick.jpg")
    brick = factories.post(slug="brick", lead_image=image, lead_image_alt="Bricks", **life)
    factories.post(slug="tuhla", language="bg", story=brick.story, **life)
    brick.story.series = factories.series(slug="walls")
    brick.story.save()
    brick.story.topics.add(factories.topic(slug="clay"))
    news = factories.post(slug="opening", kind="news", **life)
    news.story.topics.add(factories.topic(slug="events"))
    key = UUID(int=1)
    factories.page(slug="about", key=key, **life)
    factories.page(slug="za-nas", language="bg", key=key, **life)
    factories.page(slug="work", **{**life, "published_at": appeared + timedelta(days=200)})
    masons = factories.project(slug="masons", logo=image, **life)
    factories.result_with_link(of=masons, slug="manual", **life)
    factories.result(of=masons, slug="line", **life)
    factories.organisation(slug="guild", languages=["bg"], **life)
    factories.organisation(slug="school", logo=image, **life)
    factories.person(slug="mason", picture=image, **life)
    for days, model in enumerate((Post, Page, Project, Organisation, Result, Person)):
        changed = appeared + timedelta(days=30 * days, hours=1)
        model.objects.update(changed_at=changed)
    Post.objects.filter(slug="tuhla").update(changed_at=appeared + timedelta(days=1))


def test_says_this_of_one_of_each(client):
    one_of_each()
    found = []
    for answer in (client.get("/sitemap.xml"), *sitemap_parts(client)):
        found += ["", answer.request["PATH_INFO"], *(f"  {line}" for line in in_words(answer))]
    assert found[1:] == WHOLE.read_text().splitlines()


def test_names_every_page_that_exists(client):
    post = factories.post()
    topic, series = factories.topic(), factories.series()
    post.story.topics.add(topic)
    post.story.series = series
    post.story.save()
    project, partner, person = factories.project(), factories.organisation(), factories.person()
    result = factories.result_with_link(of=project)
    factories.page(slug="about")
    found = addresses(client)
    assert set(found) == {
        *("/en/", "/en/blog/", "/en/news/", "/en/projects/", "/en/partners/", "/en/members/"),
        *("/en/people/", "/bg/hora/"),
        *("/en/feeds/", "/bg/feeds/", "/en/results/", "/bg/rezultati/"),
        *("/en/events/", "/bg/sabitia/"),
        *("/bg/", "/bg/blog/", "/bg/novini/", "/bg/proekti/", "/bg/partnyori/", "/bg/chlenove/"),
        "/en/about/",
        post.get_absolute_url(),
        *(f"/en/blog/topic/{topic.slug}/", f"/en/blog/series/{series.slug}/"),
        *project.paths().values(),
        *partner.paths().values(),
        *person.paths().values(),
        *result.paths().values(),
    }
    for path in found:
        assert client.get(path).status_code == 200, path


def test_says_when_a_page_last_changed(client):
    post = factories.post()
    changed_on = timezone.localdate(post.changed_at)
    assert addresses(client)[post.get_absolute_url()][:10] == changed_on.isoformat()


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
    factories.person(stage)
    factories.result_with_link(of=factories.project(stage))
    factories.page(stage)
    assert len(addresses(client)) == 20


def test_says_the_same_page_in_other_languages(client):
    one, alone = factories.post(), factories.post()
    other = factories.post(language="bg", story=one.story)
    found = entries(client)
    links = found[one.get_absolute_url()].findall("xhtml:link", NAMESPACE)
    assert {link.get("hreflang"): link.get("href") for link in links} == {
        "en": HOST + one.get_absolute_url(),
        "bg": HOST + other.get_absolute_url(),
        "x-default": HOST + one.get_absolute_url(),
    }
    assert found[alone.get_absolute_url()].findall("xhtml:link", NAMESPACE) == []


def test_names_pictures(client):
    image = factories.image()
    post = factories.post(lead_image=image, lead_image_alt="Bricks")
    found = entries(client)[post.get_absolute_url()]
    assert found.findtext("image:image/image:loc", namespaces=NAMESPACE) == HOST + image.file.url


def test_a_new_story_changes_the_last_part_only(client, monkeypatch):
    monkeypatch.setattr("blog.sitemaps.STORIES", 2)
    old = factories.post()
    for _number in range(5):
        new = factories.post()
    # No story in the parts between is left.
    Post.objects.exclude(pk__in=[old.pk, new.pk]).delete()
    Post.objects.update(changed_at=old.published_at)
    index = list(in_words(client.get("/sitemap.xml")))
    first, last = (f"/sitemap-posts-{post.story_id // 2 + 1}.xml" for post in (old, new))
    assert [line.split()[0] for line in index if "posts" in line] == [first, last]
    before = client.get(first)
    assert old.get_absolute_url() in before.text
    assert new.get_absolute_url() in client.get(last).text

    fresh = factories.post()
    assert client.get(first).content == before.content
    changed = set(in_words(client.get("/sitemap.xml"))) - set(index)
    assert first not in " ".join(changed)
    assert f"/sitemap-posts-{fresh.story_id // 2 + 1}.xml" in " ".join(changed)


@pytest.mark.parametrize(
    "name",
    [
        *("posts-9", "posts-0", "posts-01", "posts-9999999999999999999", "posts"),
        *("lists-2", "pages-1", "nothing-1", "1"),
    ],
)
def test_a_part_that_is_not_there(client, name):
    factories.post()
    assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_every_file_answers_304_without_cookies(client):
    one_of_each()
    for first in (client.get("/sitemap.xml"), *sitemap_parts(client)):
        assert not first.cookies
        assert first["Content-Type"] == "application/xml; charset=utf-8"
        assert first["Cache-Control"] == "no-cache"
        assert "noindex" in first["X-Robots-Tag"]
        path = first.request["PATH_INFO"]
        again = client.get(path, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304


def test_no_file_is_dated_while_it_could_still_change_within_the_second(client):
    one_of_each()
    SiteVersion.objects.update(changed_at=timezone.now() - timedelta(minutes=1))
    for answer in (client.get("/sitemap.xml"), *sitemap_parts(client)):
        assert "Last-Modified" in answer
    SiteVersion.objects.update(changed_at=timezone.now() + timedelta(minutes=1))
    for answer in (client.get("/sitemap.xml"), *sitemap_parts(client)):
        assert "Last-Modified" not in answer


def test_many_pages_cost_no_more_than_a_few(client, django_assert_num_queries):
    costs = dict.fromkeys((f"sitemap-{name}-1" for name in SITEMAPS), 2)
    costs |= {"sitemap": 8, "sitemap-lists-1": 3}
    for number in (2, 38):
        for _number in range(number):
            post, image = factories.post(), factories.image()
            factories.post(language="bg", story=post.story, lead_image=image, lead_image_alt="Ink")
            post.story.topics.add(factories.topic())
            factories.result_with_link(of=factories.project(logo=image))
            factories.organisation(logo=image)
            factories.person(picture=image)
            factories.page(lead_image=image, lead_image_alt="Ink")
        for name, cost in costs.items():
            with django_assert_num_queries(cost):
                assert client.get(f"/{name}.xml").status_code == 200
