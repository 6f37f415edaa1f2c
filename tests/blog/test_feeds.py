"""Every feed of posts: what it contains, what it does not, and how it responds."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

import feedparser
import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from lxml import etree

from blog.models import Post, Story
from library.uploads import store
from partners.models import OrganisationText
from tests import factories
from tests.feeds import checks
from tests.library.test_uploads import picture, upload

pytestmark = pytest.mark.django_db

FORMS = ("rss", "atom", "json")
TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}

# As they were when the site started; the uids of the four things are 1 to 4.
FEED_IDS = {
    "en": {
        "site_feed": "urn:uuid:92102e66-53b6-5f7a-8297-bf506f7e0cde",
        "publications_feed": "urn:uuid:8e8d7575-336b-5197-9baf-e00b9acb4793",
        "publications_topic_feed": "urn:uuid:36d4f9f4-4da9-55c6-914b-56b73af31bc0",
        "publications_series_feed": "urn:uuid:b0a1cf05-ce80-5a06-bb87-0c9811ffc34c",
        "news_feed": "urn:uuid:7efda2fb-b9e6-5fd3-a8f4-85a47165336b",
        "news_topic_feed": "urn:uuid:edd72088-86fd-55a4-993c-1b247815235c",
        "news_series_feed": "urn:uuid:917237b9-f875-52ba-88ac-40210236f04c",
        "projects_feed": "urn:uuid:286615e8-be5c-5156-8d18-acf55626e518",
        "project_feed": "urn:uuid:512fc7fb-9b47-5c22-b693-6bbffb7b4afc",
        "partners_feed": "urn:uuid:0123f59f-a392-50d3-bb61-3629394f1ae5",
        "partner_feed": "urn:uuid:64c2fc2a-d0da-5b69-a30b-f2848d421b2b",
    },
    "bg": {
        "site_feed": "urn:uuid:cf0d9cd3-7a8e-5c74-8eb3-782bcb7faafe",
        "publications_feed": "urn:uuid:a93f5fb5-8dc8-585f-b36a-bdfc67a0403b",
        "publications_topic_feed": "urn:uuid:29f4746b-7d84-5c00-a02f-0176d6ecd70c",
        "publications_series_feed": "urn:uuid:3a879747-fae6-58fe-9bcd-76d65fd3f20c",
        "news_feed": "urn:uuid:db7f621b-d91a-56ea-8b0d-ee09e5286587",
        "news_topic_feed": "urn:uuid:4ef70cc4-fa6f-599b-a69d-804ce01ad9ae",
        "news_series_feed": "urn:uuid:e1d34287-575a-550e-adee-4ef74b7956e0",
        "projects_feed": "urn:uuid:3104e75a-6113-5bf0-b837-86b06e34469b",
        "project_feed": "urn:uuid:6003a30f-ce93-54e2-8935-0227609606b6",
        "partners_feed": "urn:uuid:518b15f9-a6e7-57c7-b274-12de61d922ac",
        "partner_feed": "urn:uuid:f14abf55-c346-5790-bb02-b6a343152181",
    },
}


@pytest.fixture
def things():
    """A project, a partner, a topic and a series, for posts to belong to."""
    return {
        "project": factories.project(acronym="InvesTech", slug="investech"),
        "partner": factories.organisation(slug="tues"),
        "topic": factories.topic(slug="green", label={"en": "Green", "bg": "Зелено"}),
        "series": factories.series(slug="guide", label={"en": "Guide", "bg": "Наръчник"}),
    }


def tell(things, *args, **fields):
    """Make a post that belongs to everything."""
    post = factories.post(*args, **fields)
    post.story.projects.add(things["project"])
    post.story.organisations.add(things["partner"])
    post.story.topics.add(things["topic"])
    post.story.series = things["series"]
    post.story.save()
    return post


def places(kind="publication"):
    """Return ``(route, kwargs)`` of every feed that a post of this kind belongs to."""
    route = {"publication": "publications", "news": "news"}[kind]
    return [
        ("site_feed", {}),
        (f"{route}_feed", {}),
        (f"{route}_topic_feed", {"slug": "green"}),
        (f"{route}_series_feed", {"slug": "guide"}),
        ("projects_feed", {}),
        ("project_feed", {"slug": "investech"}),
        ("partners_feed", {}),
        ("partner_feed", {"slug": "tues"}),
    ]


def url(route, language="en", form="json", **kwargs):
    return reverse(f"{language}:{route}", kwargs={**kwargs, "format": form})


def every_url(language="en", kind="publication", forms=FORMS):
    return [
        url(route, language, form, **kwargs) for route, kwargs in places(kind) for form in forms
    ]


def ids(content, form):
    """Return the ids of the items, newest first."""
    if form == "json":
        return [item["id"] for item in json.loads(content)["items"]]
    root = etree.fromstring(content)
    if form == "rss":
        return [item.findtext("guid") for item in root.findall("channel/item")]
    return [entry.findtext(f"{checks.ATOM}id") for entry in root.findall(f"{checks.ATOM}entry")]


class TestAddresses:
    def test_they_are_those_of_the_design(self):
        assert url("site_feed", form="rss") == "/en/feed.rss"
        assert url("publications_feed", form="atom") == "/en/blog/feed.atom"
        assert url("project_feed", slug="investech") == "/en/projects/investech/feed.json"
        assert url("news_feed", "bg", "rss") == "/bg/novini/feed.rss"
        topic = url("publications_topic_feed", "bg", "rss", slug="green")
        assert topic == "/bg/blog/tema/green/feed.rss"
        series = url("news_series_feed", "bg", "rss", slug="guide")
        assert series == "/bg/novini/poreditsa/guide/feed.rss"
        assert url("partner_feed", "bg", slug="tues") == "/bg/partnyori/tues/feed.json"

    def test_there_is_no_fourth_format(self, client):
        assert client.get("/en/feed.xml").status_code == 404

    @pytest.mark.parametrize("stage", factories.HIDDEN)
    def test_what_is_not_public_has_no_feed(self, client, stage):
        project, partner = factories.project(stage), factories.organisation(stage)
        hidden = factories.post(stage)
        topic = factories.topic()
        hidden.story.topics.add(topic)
        for route, slug in (
            ("project_feed", project.slug),
            ("partner_feed", partner.slug),
            ("publications_topic_feed", topic.slug),
            ("news_topic_feed", topic.slug),
        ):
            assert client.get(url(route, slug=slug)).status_code in {404, 410}, route

    def test_a_topic_exists_only_where_it_has_posts(self, client, things):
        tell(things, language="en")
        assert client.get("/en/blog/topic/green/feed.rss").status_code == 200
        assert client.get("/en/news/topic/green/feed.rss").status_code == 404
        assert client.get("/bg/blog/tema/green/feed.rss").status_code == 404

    @pytest.mark.parametrize("form", FORMS)
    def test_an_empty_list_is_a_valid_feed(self, client, things, form):
        for route, kwargs in (
            ("site_feed", {}),
            ("news_feed", {}),
            ("projects_feed", {}),
            ("project_feed", {"slug": "investech"}),
            ("partner_feed", {"slug": "tues"}),
        ):
            answer = client.get(url(route, form=form, **kwargs))
            assert answer.status_code == 200
            assert checks.problems(form, answer.content) == []


class TestContent:
    @pytest.mark.parametrize("kind", ["publication", "news"])
    @pytest.mark.parametrize("language", ["en", "bg"])
    def test_a_post_stands_in_every_feed_it_belongs_to(self, client, things, kind, language):
        post = tell(things, kind=kind, language=language)
        for path in every_url(language, kind):
            answer = client.get(path)
            form = path.rpartition(".")[2]
            assert answer["Content-Type"] == TYPES[form]
            assert ids(answer.content, form) == [f"urn:uuid:{post.uid}"], path
            assert checks.problems(form, answer.content) == [], path

    def test_it_stands_in_no_other(self, client, things):
        tell(things)
        other = factories.post(title="Elsewhere")
        for path in every_url(forms=["json"])[2:]:
            assert str(other.uid) not in client.get(path).text
        assert ids(client.get(url("news_feed")).content, "json") == []

    @pytest.mark.parametrize("stage", factories.HIDDEN)
    def test_what_is_hidden_is_in_none(self, client, things, stage):
        shown = tell(things)
        tell(things, stage, title="SECRET")
        for path in every_url():
            answer = client.get(path)
            assert ids(answer.content, path.rpartition(".")[2]) == [f"urn:uuid:{shown.uid}"]
            assert "SECRET" not in answer.text

    def test_the_other_language_is_in_none(self, client, things):
        post = tell(things)
        translation = factories.post(language="bg", story=post.story, title="Превод")
        for path in every_url():
            assert str(translation.uid) not in client.get(path).text
        for path in every_url("bg"):
            assert ids(client.get(path).content, path.rpartition(".")[2]) == [translation.uid.urn]

    @pytest.mark.parametrize("stage", factories.HIDDEN)
    def test_posts_about_something_hidden_are_about_nothing(self, client, stage):
        post = factories.post()
        post.story.projects.add(factories.project(stage))
        post.story.organisations.add(factories.organisation(stage))
        for route in ("projects_feed", "partners_feed"):
            assert ids(client.get(url(route)).content, "json") == []
        assert ids(client.get(url("site_feed")).content, "json") == [post.uid.urn]

    def test_a_post_about_two_projects_stands_once(self, client, things):
        post = tell(things)
        post.story.projects.add(factories.project())
        assert ids(client.get(url("projects_feed")).content, "json") == [post.uid.urn]

    def test_the_newest_twenty(self, client):
        now = timezone.now()
        posts = [factories.post(published_at=now - timedelta(days=day)) for day in range(25, 0, -1)]
        expected = [post.uid.urn for post in reversed(posts)][:20]
        for form in FORMS:
            answer = client.get(url("publications_feed", form=form))
            assert ids(answer.content, form) == expected

    def test_a_series_is_newest_first_too(self, client, things):
        now = timezone.now()
        first = tell(things, published_at=now - timedelta(days=2))
        second = tell(things, published_at=now - timedelta(days=1))
        for place, post in enumerate((first, second), start=1):
            post.story.series_place = place
            post.story.save()
        answer = client.get(url("publications_series_feed", slug="guide"))
        assert ids(answer.content, "json") == [second.uid.urn, first.uid.urn]

    def test_ids_stay_when_everything_else_changes(self, client, things):
        post = tell(things)
        before = {form: client.get(url("site_feed", form=form)).content for form in FORMS}
        post.slug, post.title = "renamed", "Renamed"
        post.save()
        post.story.kind = "news"
        post.story.save()
        after = {form: client.get(url("site_feed", form=form)).content for form in FORMS}
        expected = [post.uid.urn]
        assert [ids(before[form], form) for form in FORMS] == [expected] * 3
        assert [ids(after[form], form) for form in FORMS] == [expected] * 3

    def test_the_id_of_a_feed_survives_its_address(self, client, things):
        def feed_id(slug):
            content = client.get(url("project_feed", form="atom", slug=slug)).content
            return etree.fromstring(content).findtext(f"{checks.ATOM}id")

        before = feed_id("investech")
        things["project"].slug = "investech-2"
        things["project"].save()
        assert feed_id("investech-2") == before

    @pytest.mark.parametrize("language", ["en", "bg"])
    def test_ids_of_feeds_never_change(self, client, things, language):
        """A reader treats a feed with another id as another feed, and its posts as new ones."""
        for number, thing in enumerate(things.values(), start=1):
            thing.uid = UUID(int=number)
            thing.save()
        for kind in ("publication", "news"):
            tell(things, kind=kind, language=language)
        found = {
            name: etree.fromstring(
                client.get(url(name, language, "atom", **kwargs)).content
            ).findtext(f"{checks.ATOM}id")
            for kind in ("publication", "news")
            for name, kwargs in places(kind)
        }
        assert found == FEED_IDS[language]

    def test_feeds_have_ids_of_their_own(self, client, things):
        tell(things)
        factories.post(language="bg", story=Post.objects.get().story)
        found = [
            etree.fromstring(client.get(path).content).findtext(f"{checks.ATOM}id")
            for language in ("en", "bg")
            for path in every_url(language, forms=["atom"])
        ]
        assert len(set(found)) == len(found) == 16

    def test_titles_name_the_thing_and_the_cluster(self, client, things):
        cluster = factories.organisation(is_cluster=True, languages=())
        OrganisationText.objects.create(organisation=cluster, language="en", name="The Cluster")
        things["partner"].texts.filter(language="en").update(name="School", acronym="TUES")
        tell(things)
        titles = [
            json.loads(client.get(path).content)["title"] for path in every_url(forms=["json"])
        ]
        assert titles[0] == "The Cluster"
        assert titles[2].startswith("Green – ")
        assert titles[5] == "InvesTech – The Cluster"
        assert titles[7] == "TUES – The Cluster"

    def test_a_hidden_cluster_is_not_named(self, client):
        factories.organisation("draft", is_cluster=True)
        assert "Organisation" not in client.get(url("site_feed")).text

    def test_the_other_language_is_named_where_it_exists(self, client, things):
        post = tell(things)
        path = url("publications_topic_feed", form="atom", slug="green")
        assert "/bg/" not in client.get(path).text
        factories.post(language="bg", story=post.story)
        root = etree.fromstring(client.get(path).content)
        links = {
            link.get("hreflang"): link.get("href") for link in root.findall(f"{checks.ATOM}link")
        }
        assert links["bg"] == "http://localhost:8000/bg/blog/tema/green/feed.atom"

    @pytest.mark.parametrize("form", FORMS)
    def test_it_names_its_own_address_and_its_page(self, client, things, form):
        tell(things)
        for route, kwargs in places():
            path = url(route, form=form, **kwargs)
            text = client.get(path, {"utm_source": "x"}).text
            assert f'"http://localhost:8000{path}"' in text
            page = path.removesuffix(f"feed.{form}")
            assert f"http://localhost:8000{page}" in text.replace(path, "")
            assert client.get(page).status_code == 200


class TestItems:
    @pytest.mark.parametrize("form", FORMS)
    def test_full_text_with_absolute_addresses(self, client, form):
        shown, linked = factories.image(rendition_widths=[400, 800]), factories.post(slug="linked")
        factories.post(
            lead="The summary & more:",
            body=(
                f'<p><a href="ref:{linked.uid}">one</a> <a href="#notes">two</a>'
                f' <a href="/en/">three</a></p><figure data-image="{shown.uid}"></figure>'
            ),
        )
        content = client.get(url("site_feed", form=form)).content
        assert checks.problems(form, content) == []
        text = content.decode()
        for address in ("/en/blog/linked/", f"/media/{shown.file}", "/en/"):
            assert f"http://localhost:8000{address}" in text
        rendition = shown.file.name.replace(".jpg", "-400.webp")
        assert f"http://localhost:8000/media/{rendition} 400w" in text
        assert "ref:" not in text

    def test_the_full_text_begins_with_the_lead(self, client):
        factories.post(lead="R&D is\nwhat we do:", body="<p>Well</p>")
        item = json.loads(client.get(url("site_feed")).content)["items"][0]
        assert item["summary"] == "R&D is\nwhat we do:"
        assert item["content_html"] == "<p>R&amp;D is<br>what we do:</p><p>Well</p>"

    def test_byline_and_topics(self, client, things):
        tell(things, byline="Мария Иванова", language="bg")
        item = json.loads(client.get(url("site_feed", "bg")).content)["items"][0]
        assert item["authors"] == [{"name": "Мария Иванова"}]
        assert item["tags"] == ["Зелено"]

    @pytest.mark.parametrize("form", FORMS)
    def test_the_picture_with_its_size_and_words(self, client, form):
        image = factories.image()
        image.file.storage.save(image.file.name, ContentFile(b"x" * 321))
        factories.post(lead_image=image, lead_image_alt="Eight people")
        content = client.get(url("site_feed", form=form)).content
        assert checks.problems(form, content) == []
        text = content.decode()
        assert "321" in text
        assert "Eight people" in text
        assert f"http://localhost:8000/media/{image.file}" in text

    @pytest.mark.parametrize("form", ["rss", "atom"])
    def test_pictures_of_the_text_are_told_in_its_order(self, client, form):
        first, second, lost = (
            factories.image(alt={"en": words}, credit="Мария") for words in ("One", "Two", "Lost")
        )
        for image in (first, second):
            image.file.storage.save(image.file.name, ContentFile(b"x" * 321))
        figures = "".join(
            f'<figure data-image="{image.uid}"></figure>' for image in (second, lost, first)
        )
        factories.post(body=f"<p>Text</p>{figures}")
        content = client.get(url("site_feed", form=form)).content
        assert checks.problems(form, content) == []
        told = feedparser.parse(content).entries[0]
        site = "http://localhost:8000/media/"
        files = [media["url"].removeprefix(site) for media in told.media_content]
        assert files == [second.file.name, first.file.name]
        assert content.decode().count("<media:credit>Мария</media:credit>") == 2
        words = etree.fromstring(content).findall(f".//{checks.MEDIA}description")
        assert [word.text for word in words] == ["Two", "One"]

    @pytest.mark.parametrize("form", FORMS)
    def test_a_lost_picture_is_not_announced(self, client, form):
        image = factories.image()
        factories.post(lead_image=image)
        answer = client.get(url("site_feed", form=form))
        assert image.file.name not in answer.text
        assert checks.problems(form, answer.content) == []

    @pytest.mark.parametrize("form", FORMS)
    def test_odd_content(self, client, form):
        title = "„Зелени“ умения™ № 5 & <ЕС> ]]> " + "х" * 200
        factories.post(
            title=title,
            lead="]]> & <b> \x0b \x1f “край”",
            body="<p>a &amp; b ]]&gt; \x1b &#11; №</p>",
            byline="А & Б <в>",
        )
        content = client.get(url("site_feed", form=form)).content
        assert checks.problems(form, content) == []
        titles = {
            "rss": lambda: etree.fromstring(content).findtext("channel/item/title"),
            "atom": lambda: etree.fromstring(content).findtext(
                f"{checks.ATOM}entry/{checks.ATOM}title"
            ),
            "json": lambda: json.loads(content)["items"][0]["title"],
        }
        assert titles[form]() == title

    def test_notes_for_colleagues_change_nothing(self, client):
        post = factories.post(internal_note="SECRET")
        before = client.get(url("site_feed", form="atom"))
        post.internal_note = "SECRET too"
        post.save()
        after = client.get(url("site_feed", form="atom"))
        assert after.content == before.content
        assert "SECRET" not in after.text


class TestDates:
    @pytest.mark.parametrize("shown_on", ["2022-07-01", "2022", ""])
    def test_every_item_has_the_instant_of_its_place(self, client, shown_on):
        factories.post(shown_on=shown_on, published_at=datetime(2026, 1, 14, 22, 30, tzinfo=UTC))
        rss, atom, told = (client.get(url("site_feed", form=form)) for form in FORMS)
        written = etree.fromstring(rss.content).findtext("channel/item/pubDate")
        assert written == "Wed, 14 Jan 2026 22:30:00 +0000"
        entry = etree.fromstring(atom.content).find("{*}entry")
        for name in ("published", "updated"):
            assert entry.findtext(f"{{*}}{name}") == "2026-01-14T22:30:00Z"
        assert told.json()["items"][0]["date_published"] == "2026-01-14T22:30:00Z"


class TestDelivery:
    @pytest.mark.parametrize("form", FORMS)
    def test_headers(self, client, form):
        factories.post()
        factories.settle()
        answer = client.get(url("site_feed", form=form))
        assert answer["Cache-Control"] == "public, max-age=1800"
        assert answer["Vary"] == "Accept, Accept-Encoding"
        assert answer["ETag"].startswith('W/"')
        assert "Last-Modified" in answer
        assert "Set-Cookie" not in answer
        assert not answer.cookies
        assert "Expires" not in answer

    @pytest.mark.parametrize("form", FORMS)
    def test_304_to_either_validator(self, client, form):
        factories.post()
        factories.settle()
        path = url("publications_feed", form=form)
        first = client.get(path)
        same_tag = {"if-none-match": first["ETag"]}
        same_date = {"if-modified-since": first["Last-Modified"]}
        strong = {"if-none-match": first["ETag"].removeprefix("W/"), "a-im": "feed"}
        for headers in (same_tag, same_date, same_tag | same_date, strong):
            again = client.get(path, headers=headers)
            assert again.status_code == 304
            assert again.content == b""
            for name in ("ETag", "Cache-Control", "Vary", "Last-Modified"):
                assert again[name] == first[name]
        other = {"if-none-match": '"other"'}
        assert client.get(path, headers=other | same_date).status_code == 200
        old = {"if-modified-since": "Sat, 01 Jan 2000 00:00:00 GMT"}
        assert client.get(path, headers=old).status_code == 200

    @pytest.mark.parametrize("form", FORMS)
    def test_no_304_after_a_withdrawal(self, client, form):
        post = factories.post()
        factories.settle()
        path = url("site_feed", form=form)
        first = client.get(path)
        validators = {
            "if-none-match": first["ETag"],
            "if-modified-since": first["Last-Modified"],
        }
        Post.objects.filter(pk=post.pk).update(status="withdrawn", withdrawn_at=timezone.now())
        for names in (["if-none-match"], ["if-modified-since"], list(validators)):
            again = client.get(path, headers={name: validators[name] for name in names})
            assert again.status_code == 200
            assert ids(again.content, form) == []

    @pytest.mark.parametrize("form", FORMS)
    def test_no_304_when_something_appeared_or_ended_by_itself(self, client, form, monkeypatch):
        now = timezone.now()
        ending = factories.post(expires_at=now + timedelta(hours=1))
        coming = factories.post(published_at=now + timedelta(hours=2))
        factories.settle()
        path = url("site_feed", form=form)
        for hours, expected in ((1, []), (2, [coming.uid.urn])):
            before = client.get(path)
            later = now + timedelta(hours=hours, seconds=5)
            monkeypatch.setattr(timezone, "now", lambda later=later: later)
            headers = {"if-modified-since": before["Last-Modified"]}
            after = client.get(path, headers=headers)
            assert after.status_code == 200
            assert ids(after.content, form) == expected
        assert ending.uid.urn not in after.text

    def test_head(self, client):
        factories.post()
        path = url("site_feed", form="rss")
        full, head = client.get(path), client.head(path)
        assert head.status_code == 200
        assert head.content == b""
        for name in ("ETag", "Content-Type", "Content-Length"):
            assert head[name] == full[name]
        assert client.head(path, headers={"if-none-match": full["ETag"]}).status_code == 304

    def test_nothing_else(self, client):
        assert client.post(url("site_feed")).status_code == 405

    @pytest.mark.parametrize("form", FORMS)
    def test_the_same_bytes_while_nothing_changes(self, client, things, form, monkeypatch):
        tell(things)
        path = url("project_feed", form=form, slug="investech")
        first = client.get(path)
        later = timezone.now() + timedelta(hours=5)
        monkeypatch.setattr(timezone, "now", lambda: later)
        # Something public changes elsewhere, too.
        factories.post(kind="news")
        again = client.get(path)
        assert again.content == first.content
        assert again["ETag"] == first["ETag"]

    def test_an_old_address_leads_to_the_new_one(self, client, things):
        things["project"].slug = "investech-new"
        things["project"].save()
        answer = client.get("/en/projects/investech/feed.rss")
        assert answer.status_code == 301
        assert answer["Location"] == "/en/projects/investech-new/feed.rss"
        archive = client.get("/en/projects/investech/feed-2024.atom")
        assert archive.status_code == 301
        assert archive["Location"] == "/en/projects/investech-new/feed-2024.atom"

    @pytest.mark.parametrize("kind", ["publication", "news"])
    def test_queries(self, client, things, kind):
        fill(things, kind, 10)
        few = self.count(client, kind)
        fill(things, kind, 990)
        assert self.count(client, kind) == few
        assert max(few.values()) <= 6, few

    def count(self, client, kind):
        counts = {}
        for path in every_url(kind=kind, forms=["rss"]):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            counts[path] = len(queries)
        return counts


def fill(things, kind, number):
    """Make posts with a picture, a link in the text, two topics, two projects and a partner."""
    start = Post.objects.count()
    image = factories.image()
    target = tell(things, kind=kind)
    body = f'<figure data-image="{image.uid}"></figure><p><a href="ref:{target.uid}">x</a></p>'
    stories = [Story(kind=kind, series=things["series"]) for _ in range(number)]
    stories = Story.objects.bulk_create(stories)
    life = factories.life("published")
    Post.objects.bulk_create(
        Post(
            story=story,
            kind=kind,
            language="en",
            title="T",
            slug=f"p{start}-{place}",
            lead="L",
            body=body,
            lead_image=image,
            **life,
        )
        for place, story in enumerate(stories)
    )
    topics, projects = (
        (things["topic"], factories.topic()),
        (things["project"], factories.project()),
    )
    through = target.story.topics.through
    through.objects.bulk_create(
        through(story=story, topic=topic) for story in stories for topic in topics
    )
    through = target.story.projects.through
    through.objects.bulk_create(
        through(story=story, project=project) for story in stories for project in projects
    )
    through = target.story.organisations.through
    through.objects.bulk_create(
        through(story=story, organisation=things["partner"]) for story in stories
    )


def test_a_photo_has_a_registered_type(client):
    image = store(upload(picture()))
    factories.post(lead_image=image, body=f'<figure data-image="{image.uid}"><img></figure>')
    for form in FORMS:
        text = client.get(reverse("en:site_feed", kwargs={"format": form})).text
        assert "image/jpeg" in text
        assert "image/jpg" not in text
