"""What an independent parser (extruct) understands of every kind of page."""

import json
import warnings

import pytest

with warnings.catch_warnings():
    # One of its parsers, for a format that we do not write, uses a deprecated part of its library.
    warnings.simplefilter("ignore", DeprecationWarning)
    import extruct

from blog.models import Series
from projects.models import Participation, Programme
from tests import factories

pytestmark = pytest.mark.django_db
ODD = 'Less < more & "quoted" </script><script>'


@pytest.fixture(scope="module", autouse=True)
def _world(kept_rows):
    with kept_rows(one_of_each_kind):
        yield


def one_of_each_kind():
    """Make one of each kind of thing, in both languages, with titles that try to escape their element."""
    tues = factories.organisation(slug="tues", country="BG", city={"en": "Sofia", "bg": "София"})
    factories.organisation(slug="cluster", is_cluster=True)
    factories.person(slug="ivan-petrov", organisation=tues)
    project = factories.project(
        slug="investech",
        acronym="InvesTech",
        start="2024-03-01",
        grant_number="101143958",
        granting_authority={"en": "EACEA", "bg": "EACEA"},
        programme=Programme.objects.get(code="erasmus-2021"),
    )
    Participation.objects.create(project=project, organisation=tues, role="partner")
    topic = factories.topic(slug="green")
    series = Series.objects.create(slug="skills", label={"en": "Skills", "bg": "Умения"})
    for kind in ("publication", "news"):
        post = factories.post(kind=kind, title=ODD, slug=kind, shown_on="2024-05", byline="TUES")
        post.story.topics.add(topic)
        post.story.series = series
        post.story.save()
        factories.post(language="bg", story=post.story, title=ODD, slug=kind)
    for language, slug in (("en", "about"), ("bg", "za-nas")):
        factories.page(language=language, slug=slug, title=ODD)


KINDS = {
    "home": ("/en/", "/bg/"),
    "publications": ("/en/blog/", "/bg/blog/"),
    "news": ("/en/news/", "/bg/novini/"),
    "topic": ("/en/blog/topic/green/", "/bg/blog/tema/green/"),
    "series": ("/en/news/series/skills/", "/bg/novini/poreditsa/skills/"),
    "post": ("/en/blog/publication/", "/bg/blog/publication/"),
    "piece of news": ("/en/news/news/", "/bg/novini/news/"),
    "projects": ("/en/projects/", "/bg/proekti/"),
    "project": ("/en/projects/investech/", "/bg/proekti/investech/"),
    "partners": ("/en/partners/", "/bg/partnyori/"),
    "members": ("/en/members/", "/bg/chlenove/"),
    "partner": ("/en/partners/tues/", "/bg/partnyori/tues/"),
    "people": ("/en/people/", "/bg/hora/"),
    "person": ("/en/people/ivan-petrov/", "/bg/hora/ivan-petrov/"),
    "page": ("/en/about/", "/bg/za-nas/"),
    "search": ("/en/search/", "/bg/tarsene/"),
    "feeds": ("/en/feeds/", "/bg/feeds/"),
}
PLACES = [
    pytest.param(path, language, id=f"{name} {language}")
    for name, paths in KINDS.items()
    for language, path in zip(("en", "bg"), paths, strict=True)
]


def told(client, path):
    """Return ``(open graph, things)`` of a page as extruct reads it; things by their type."""
    response = client.get(path)
    assert response.status_code == 200
    found = extruct.extract(
        response.text,
        base_url=f"http://localhost:8000{path}",
        syntaxes=["json-ld", "opengraph"],
        uniform=True,
        errors="strict",
    )
    (document,) = found["json-ld"] or [{"@graph": []}]
    return found["opengraph"][0], {thing["@type"]: thing for thing in document["@graph"]}


class TestEveryPage:
    @pytest.mark.parametrize(("path", "language"), PLACES)
    def test_tells_who_shares_it_what_it_is(self, client, path, language):
        card, _things = told(client, path)
        assert card["og:url"] == f"http://localhost:8000{path}"
        assert card["og:title"]
        assert card["og:locale"] == {"en": "en_GB", "bg": "bg_BG"}[language]
        assert client.get(card["og:image"].removeprefix("http://localhost:8000")).headers[
            "Content-Type"
        ] == ("image/png")

    @pytest.mark.parametrize(("path", "language"), PLACES)
    def test_tells_the_way_to_it(self, client, path, language):
        _card, things = told(client, path)
        if path == f"/{language}/":
            assert "BreadcrumbList" not in things
            return
        way = things["BreadcrumbList"]["itemListElement"]
        assert [place["position"] for place in way] == list(range(1, len(way) + 1))
        assert way[0]["item"] == f"http://localhost:8000/{language}/"
        assert way[-1]["item"] == f"http://localhost:8000{path}"


class TestThings:
    def test_home_tells_who_publishes(self, client):
        _card, things = told(client, "/bg/")
        assert things["Organization"]["@id"] == things["WebSite"]["publisher"]["@id"]

    @pytest.mark.parametrize(
        ("path", "kind"),
        [("/en/blog/publication/", "BlogPosting"), ("/en/news/news/", "NewsArticle")],
    )
    def test_a_post_tells_title_date_author_and_pictures(self, client, path, kind):
        card, things = told(client, path)
        article = things[kind]
        assert card["og:title"] == article["headline"] == ODD
        assert card["@type"] == "article"
        assert article["datePublished"] == "2024-05"
        assert article["author"]["name"] == "TUES"
        assert article["publisher"]["@id"] == "http://localhost:8000/#cluster"
        assert article["publisher"]["name"]
        assert article["publisher"]["logo"]["url"].endswith(".png")
        assert article["image"] == [card["og:image"]]

    def test_a_project_tells_who_pays_and_who_takes_part(self, client):
        _card, things = told(client, "/bg/proekti/investech/")
        project = things["ResearchProject"]
        assert project["funder"]["name"] == "EACEA"
        assert project["funding"]["identifier"] == "101143958"
        assert [member["url"] for member in project["member"]] == [
            "http://localhost:8000/bg/partnyori/tues/"
        ]
        assert "InvesTech" in project["alternateName"]

    def test_a_partner_tells_where_it_is(self, client):
        _card, things = told(client, "/bg/partnyori/tues/")
        address = things["Organization"]["address"]
        assert (address["addressLocality"], address["addressCountry"]) == ("София", "BG")

    def test_what_is_not_known_is_not_claimed(self, client):
        factories.post(slug="bare", byline="")
        _card, things = told(client, "/en/blog/bare/")
        article = things["BlogPosting"]
        assert article["author"] == article["publisher"]
        assert '""' not in json.dumps(things)
