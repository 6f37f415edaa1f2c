"""The grid: what is not public, in both languages, at every address.

The addresses come from the URL resolver: an address without a row in the tables below fails.
Everything hidden has the word ``SECRET`` in each of its texts, so one look at a response is enough.
"""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.test import override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from blog.models import Post, StoryPerson
from knowledgecity.sitemaps import SITEMAPS
from partners.models import Relation
from projects.models import Participation
from tests import factories

pytestmark = pytest.mark.django_db

LANGUAGES = ("en", "bg")
FORMATS = ("rss", "atom", "json")
SECRET = "SECRET"
KINDS = {"publications": "publication", "news": "news", "events": "event"}

# Addresses for staff and operators; they have their own tests or show no content.
NOT_PUBLIC_CONTENT = {
    "admin",
    "account",
    "health_live",
    "health_ready",
    "security",
    "favicon",
    "map",  # its address contains all that it shows
    "media",
    "document",
    "root",
    "robots",
    "share",  # a picture: tests/knowledgecity/test_share.py
}


@dataclass
class World:
    """Visible things, each with hidden counterparts."""

    stage: str
    hidden_slugs: dict = field(default_factory=dict)

    def __post_init__(self):
        hidden = {"title": SECRET, "lead": SECRET, "body": f"<p>{SECRET}</p>", "byline": SECRET}
        self.project = factories.project()
        self.organisation = factories.organisation()
        self.topic, self.series = factories.topic(), factories.series()
        Participation.objects.create(project=self.project, organisation=self.organisation)
        label = {"en": SECRET, "bg": SECRET}
        self.empty_topic = factories.topic(label=label, slug="secret-topic")
        self.empty_series = factories.series(label=label, slug="secret-series")
        self.hidden_project = factories.project(self.stage, acronym=SECRET, slug="secret-project")
        self.hidden_project.texts.update(name=SECRET, summary=SECRET, text=f"<p>{SECRET}</p>")
        self.hidden_organisation = factories.organisation(self.stage, slug="secret-organisation")
        self.hidden_organisation.texts.update(name=SECRET, text=f"<p>{SECRET}</p>")
        Participation.objects.create(
            project=self.project, organisation=self.hidden_organisation, role="partner"
        )
        Participation.objects.create(project=self.hidden_project, organisation=self.organisation)
        Relation.objects.create(organisation=self.organisation, kind="member")
        Relation.objects.create(organisation=self.hidden_organisation, kind="member")
        self._people()
        self._results()
        self.posts, self.hidden_posts = {}, {}
        self._pages()
        for route, kind in KINDS.items():
            shown = factories.post(kind=kind, language="en")
            factories.post(kind=kind, language="bg", story=shown.story, slug=shown.slug)
            self._relate(shown.story, self.topic, self.series)
            shown.story.projects.add(self.hidden_project)
            shown.story.organisations.add(self.hidden_organisation)
            self.posts[route] = shown
            slug = f"secret-{kind}"
            concealed = factories.post(self.stage, kind=kind, language="en", slug=slug, **hidden)
            factories.post(
                self.stage, kind=kind, language="bg", slug=slug, story=concealed.story, **hidden
            )
            self._relate(concealed.story, self.topic, self.series)
            concealed.story.topics.add(self.empty_topic)
            self.hidden_posts[route] = concealed
            # A translation that is hidden while its original is shown, and the reverse.
            alone = factories.post(kind=kind, language="en", title="Alone")
            factories.post(self.stage, kind=kind, language="bg", story=alone.story, **hidden)
        in_series = factories.post(self.stage, slug="secret-in-series", **hidden)
        in_series.story.series = self.empty_series
        in_series.story.save()

    def _people(self):
        body = factories.body()
        self.person = factories.person(organisation=self.hidden_organisation)
        factories.role(on=body, of=self.person)
        self.hidden_person = factories.person(
            self.stage, slug="secret-person", mail="secret@example.org"
        )
        self.hidden_person.texts.update(name=SECRET, position=SECRET, text=f"<p>{SECRET}</p>")
        factories.role(on=body, of=self.hidden_person, position={"en": SECRET, "bg": SECRET})

    def _results(self):
        make = factories.result_with_link
        self.result = make(of=self.project)
        self.hidden_result = make(self.stage, of=self.project, slug="secret-result")
        self.hidden_part = make(of=self.project, parent=self.hidden_result, slug="secret-part")
        self.result_of_hidden = make(of=self.hidden_project, slug="secret-one")
        for result in (self.hidden_result, self.hidden_part, self.result_of_hidden):
            result.texts.update(title=SECRET, text=f"<p>{SECRET}</p>")

    def _pages(self):
        hidden = {"title": SECRET, "lead": SECRET, "text": f"<p>{SECRET}</p>"}
        for language in LANGUAGES:
            shown = factories.page(language=language, slug="shown", menu="main")
            factories.page(
                self.stage,
                language=language,
                slug="secret-page",
                menu="main",
                parent=shown,
                **hidden,
            )
            above = factories.page(
                self.stage, language=language, slug="above", menu="footer", **hidden
            )
            factories.page(language=language, slug="below", menu="footer", parent=above)
            factories.promotion(self.stage, language=language, title=SECRET, text=SECRET)
        # A translation that is hidden while its original is shown.
        alone = factories.page(slug="alone")
        factories.page(self.stage, language="bg", key=alone.key, slug="secret-twin", **hidden)

    def _relate(self, story, topic, series):
        story.projects.add(self.project)
        story.organisations.add(self.organisation)
        story.topics.add(topic)
        StoryPerson.write(story, "author", [self.person, self.hidden_person])
        story.series = series
        story.save()


def year_of(post):
    """Return the year under which the list of its kind has a post."""
    return (post.begins_at or post.published_at).year


def post_doors(route):
    """Return the rows of one of the two lists: name -> (kwargs shown, kwargs hidden)."""
    return {
        route: (lambda w: [{}], None),
        f"{route}_page": (None, lambda w: [{"number": 2}]),
        f"{route}_year": (lambda w: [{"year": year_of(w.posts[route])}], None),
        f"{route}_year_page": (
            None,
            lambda w: [{"year": year_of(w.posts[route]), "number": 2}],
        ),
        f"{route}_topic": (
            lambda w: [{"slug": w.topic.slug}],
            lambda w: [{"slug": w.empty_topic.slug}],
        ),
        f"{route}_topic_page": (None, lambda w: [{"slug": w.topic.slug, "number": 2}]),
        f"{route}_series": (
            lambda w: [{"slug": w.series.slug}],
            lambda w: [{"slug": w.empty_series.slug}],
        ),
        f"{route}_series_page": (None, lambda w: [{"slug": w.series.slug, "number": 2}]),
        f"{route}_post": (
            lambda w: [{"slug": w.posts[route].slug}],
            lambda w: [{"slug": w.hidden_posts[route].slug}],
        ),
        f"{route}_feed": (lambda w: feeds({}), None),
        f"{route}_topic_feed": (
            lambda w: feeds({"slug": w.topic.slug}),
            lambda w: feeds({"slug": w.empty_topic.slug}),
        ),
        f"{route}_series_feed": (
            lambda w: feeds({"slug": w.series.slug}),
            lambda w: feeds({"slug": w.empty_series.slug}),
        ),
    }


def feeds(kwargs):
    """Return the same kwargs once for each format."""
    return [{**kwargs, "format": form} for form in FORMATS]


# Addresses under a language: what is shown there, and what must not be found.
DOORS = {
    "home": (lambda w: [{}], None),
    "site_feed": (lambda w: feeds({}), None),
    **post_doors("publications"),
    **post_doors("news"),
    **post_doors("events"),
    "events_calendar": (lambda w: [{}], None),
    "event_calendar": (
        lambda w: [{"slug": w.posts["events"].slug}],
        lambda w: [{"slug": w.hidden_posts["events"].slug}],
    ),
    "projects": (lambda w: [{}], None),
    "projects_page": (None, lambda w: [{"number": 2}]),
    "project": (
        lambda w: [{"slug": w.project.slug}],
        lambda w: [{"slug": w.hidden_project.slug}],
    ),
    "results": (lambda w: [{}], None),
    "results_page": (None, lambda w: [{"number": 2}]),
    "results_feed": (lambda w: feeds({}), None),
    "result": (
        lambda w: [{"project": w.project.slug, "slug": w.result.slug}],
        lambda w: [
            {"project": w.project.slug, "slug": "secret-result"},
            {"project": w.project.slug, "slug": "secret-part"},
            {"project": w.hidden_project.slug, "slug": "secret-one"},
        ],
    ),
    "projects_feed": (lambda w: feeds({}), None),
    "project_feed": (
        lambda w: feeds({"slug": w.project.slug}),
        lambda w: feeds({"slug": w.hidden_project.slug}),
    ),
    "partners": (lambda w: [{}], None),
    "partners_page": (None, None),  # leads to the list
    "partner": (
        lambda w: [{"slug": w.organisation.slug}],
        lambda w: [{"slug": w.hidden_organisation.slug}],
    ),
    "people": (lambda w: [{}], None),
    "person": (
        lambda w: [{"slug": w.person.slug}],
        lambda w: [{"slug": w.hidden_person.slug}],
    ),
    "person_feed": (
        lambda w: feeds({"slug": w.person.slug}),
        lambda w: feeds({"slug": w.hidden_person.slug}),
    ),
    "feeds": (lambda w: [{}], None),
    "manifest": (lambda w: [{}], None),
    "search": (lambda w: [{}], None),
    "search_suggest": (lambda w: [{}], None),
    "members": (lambda w: [{}], None),
    "members_page": (None, None),
    "page": (
        lambda w: [{"path": "shown"}],
        lambda w: [{"path": "shown/secret-page"}, {"path": "above"}],
    ),
    "partners_feed": (lambda w: feeds({}), None),
    "partner_feed": (
        lambda w: feeds({"slug": w.organisation.slug}),
        lambda w: feeds({"slug": w.hidden_organisation.slug}),
    ),
}


def archives_of(kwargs_of):
    """Return what a row of a feed says, for the archive of the year in which all of it appeared."""

    def kwargs_with_year(world):
        year = world.posts["publications"].published_at.year
        return [{**kwargs, "year": year} for kwargs in kwargs_of(world)]

    return kwargs_of and kwargs_with_year


def part_of(kwargs_of):
    """Return the first part of an archive, which a year with so few posts does not have."""
    return lambda world: [{**kwargs, "part": 1} for kwargs in archives_of(kwargs_of)(world)]


FEEDS = {name: row for name, row in DOORS.items() if name.endswith("_feed")}
DOORS |= {f"{name}_year": tuple(map(archives_of, row)) for name, row in FEEDS.items()}
DOORS |= {f"{name}_part": (None, part_of(shown)) for name, (shown, _hidden) in FEEDS.items()}
# Addresses without a language.
ROOT_DOORS = {
    "sitemap": (lambda w: [{}], None),
    "sitemap_part": (lambda w: [{"section": f"{name}-1"} for name in SITEMAPS], None),
}


def doors(patterns=None, namespace=""):
    """Yield ``(namespace, name)`` of every address that the resolver knows."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            inner = pattern.namespace or namespace
            yield from doors(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield namespace, pattern.name or str(pattern.pattern)


def choice_constraint(namespace, name):
    if namespace in LANGUAGES:
        return name in DOORS
    return (
        namespace in NOT_PUBLIC_CONTENT
        or name in NOT_PUBLIC_CONTENT
        or name.split("_")[0] in NOT_PUBLIC_CONTENT
        or name in ROOT_DOORS
    )


def test_every_address_has_a_row():
    assert [door for door in doors() if not choice_constraint(*door)] == []


def test_every_row_has_an_address():
    names = {name for namespace, name in doors() if namespace in LANGUAGES}
    assert set(DOORS) - names == set()


def addresses(column):
    """Return a function of a world that lists the addresses of one column of the tables."""

    def of(world):
        for language in LANGUAGES:
            for name, row in DOORS.items():
                for kwargs in row[column](world) if row[column] else ():
                    yield reverse(f"{language}:{name}", kwargs=kwargs)
        for name, row in ROOT_DOORS.items():
            for kwargs in row[column](world) if row[column] else ():
                yield reverse(name, kwargs=kwargs)

    return of


@pytest.fixture(scope="class", params=factories.HIDDEN)
def world(request, kept_rows):
    with kept_rows(lambda: World(request.param)) as made:
        yield made


class TestGrid:
    def test_pages_and_feeds_show_nothing_hidden(self, client, world):
        for path in addresses(0)(world):
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert SECRET not in answer.text, path
            assert SECRET.lower() not in answer.text, path

    def test_the_hidden_has_no_address(self, client, world):
        gone = {404} if world.stage in {"draft", "scheduled"} else {404, 410}
        for path in addresses(1)(world):
            answer = client.get(path)
            assert answer.status_code in gone, path
            assert SECRET not in answer.text, path

    def test_what_was_public_is_gone_and_what_never_was_is_not_found(self, client, world):
        expected = 404 if world.stage in {"draft", "scheduled"} else 410
        for language in LANGUAGES:
            for name, thing in (
                ("publications_post", world.hidden_posts["publications"]),
                ("project", world.hidden_project),
                ("partner", world.hidden_organisation),
                ("person", world.hidden_person),
            ):
                path = reverse(f"{language}:{name}", kwargs={"slug": thing.slug})
                assert client.get(path).status_code == expected, path
            for result in (world.hidden_result, world.hidden_part, world.result_of_hidden):
                path = result.paths()[language]
                assert client.get(path).status_code == expected, path


@pytest.mark.parametrize("stage", factories.HIDDEN)
def test_hidden_posts_make_no_page(client, stage):
    for _number in range(20):
        factories.post(kind="news")
    for _number in range(5):
        factories.post(stage, kind="news", title=SECRET)
    assert client.get("/en/news/").status_code == 200
    assert client.get("/en/news/page/2/").status_code == 404
    assert "/en/news/page/2/" not in client.get("/en/news/").text


@pytest.mark.parametrize("form", FORMATS)
def test_no_304_hides_a_withdrawal(client, form):
    post = factories.post()
    first = client.get(f"/en/blog/feed.{form}")
    assert str(post.uid) in first.text
    post.status = "withdrawn"
    post.save()
    again = client.get(f"/en/blog/feed.{form}", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 200
    assert str(post.uid) not in again.text


class Clock:
    """The time that the whole site reads, set by hand."""

    def __init__(self, monkeypatch):
        self.now = timezone.now().replace(microsecond=0)
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def pass_by(self, **spans):
        self.now += timedelta(**spans)


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


VALIDATORS = {
    "etag alone": lambda answer: {"if-none-match": answer["ETag"]},
    "date alone": lambda answer: {"if-modified-since": answer["Last-Modified"]},
    "both": lambda answer: {
        "if-none-match": answer["ETag"],
        "if-modified-since": answer["Last-Modified"],
    },
}


@pytest.mark.parametrize("sent", VALIDATORS.values(), ids=VALIDATORS)
class TestValidatorsAsTimePasses:
    def paths_of(self, post):
        project = factories.project(slug="p")
        post.story.projects.add(project)
        factories.post(slug="other")  # so that each file of the sitemap always exists
        yield from ("/en/", "/en/blog/", "/en/projects/p/", "/sitemap-posts-1.xml")
        for form in FORMATS:
            yield from (f"/en/feed.{form}", f"/en/blog/feed.{form}", f"/en/projects/p/feed.{form}")

    def test_what_appears_ends_every_304(self, client, clock, sent):
        post = factories.post(slug="soon", title="It appears")
        paths = list(self.paths_of(post))
        Post.objects.filter(pk=post.pk).update(published_at=clock.now + timedelta(hours=2))
        clock.pass_by(hours=1)
        before = {path: client.get(path) for path in paths}
        for path, answer in before.items():
            assert "soon" not in answer.text, path
            assert client.get(path, headers=sent(answer)).status_code == 304, path
        clock.pass_by(hours=1, seconds=1)
        for path, answer in before.items():
            again = client.get(path, headers=sent(answer))
            assert again.status_code == 200, path
            assert "soon" in again.text, path

    def test_what_ends_ends_every_304(self, client, clock, sent):
        post = factories.post(slug="passing", title="It ends")
        paths = list(self.paths_of(post))
        Post.objects.filter(pk=post.pk).update(expires_at=clock.now + timedelta(hours=2))
        clock.pass_by(hours=1)
        before = {path: client.get(path) for path in paths}
        for path, answer in before.items():
            assert "passing" in answer.text, path
            assert client.get(path, headers=sent(answer)).status_code == 304, path
        clock.pass_by(hours=1, seconds=1)
        for path, answer in before.items():
            again = client.get(path, headers=sent(answer))
            assert again.status_code == 200, path
            assert "passing" not in again.text, path


@override_settings(DEBUG=False)
def test_the_language_switch_leads_to_the_list_when_the_translation_is_hidden(client):
    post = factories.post(language="en")
    factories.post("draft", language="bg", story=post.story, slug="chernova")
    text = client.get(post.get_absolute_url()).text
    assert "chernova" not in text
    assert 'href="/bg/blog/"' in text
