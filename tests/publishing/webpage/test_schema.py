"""The structured data of pages, read back like a parser would."""

import json
from datetime import UTC, datetime

import pytest

from projects.models import Participation
from publishing.webpage.schema import as_script, breadcrumbs, schema_node
from tests import factories
from tests.reading import read

pytestmark = pytest.mark.django_db


def told(client, path):
    """Return ``({type: thing}, {property: content})`` of a page's data and Open Graph."""
    page = read(client.get(path))
    (script,) = page.xpath("//script[@type='application/ld+json']/text()")
    graph = json.loads(script)["@graph"]
    card = {meta.get("property"): meta.get("content") for meta in page.xpath("//meta[@property]")}
    return {part["@type"]: part for part in graph}, card


def test_a_post_is_an_article_of_its_kind(client):
    factories.post(slug="one", title="One & <two>", lead="Lead", shown_on="2024-05", byline="TUES")
    data, card = told(client, "/en/blog/one/")
    article = data["BlogPosting"]
    assert article["headline"] == card["og:title"] == "One & <two>"
    assert (article["datePublished"], article["author"]["name"]) == ("2024-05", "TUES")
    assert (card["og:type"], card["og:locale"]) == ("article", "en_GB")
    names = [place["name"] for place in data["BreadcrumbList"]["itemListElement"]]
    assert names == ["Home", "Blog publications", "One & <two>"]
    factories.post(slug="dve", kind="news", language="bg")
    assert "NewsArticle" in told(client, "/bg/novini/dve/")[0]


def test_a_post_without_byline_is_by_the_organisation_that_publishes(client):
    factories.organisation(is_cluster=True).texts.update(name="The cluster")
    factories.post(slug="one", byline="")
    article = told(client, "/en/blog/one/")[0]["BlogPosting"]
    assert article["author"] == article["publisher"]
    assert article["publisher"]["name"] == "The cluster"
    assert article["publisher"]["logo"]["url"].endswith(".png")


def test_a_date_is_as_precise_as_it_is_known(client):
    old = datetime(2020, 5, 4, 7, 30, tzinfo=UTC)
    for slug, shown_on, expected in (
        ("whole", "2020-05-04", "2020-05-04T10:30:00+03:00"),
        ("other", "2020-05-03", "2020-05-03"),
        ("month", "2020-05", "2020-05"),
        ("year", "", "2020"),
    ):
        factories.post(slug=slug, published_at=old, shown_on=shown_on)
        article = told(client, f"/en/blog/{slug}/")[0]["BlogPosting"]
        assert article["datePublished"] == expected


def test_nothing_unknown_is_claimed(client):
    factories.project(slug="bare")
    project = told(client, "/en/projects/bare/")[0]["ResearchProject"]
    assert not {"funder", "member", "foundingDate", "dissolutionDate", "url"} & set(project)


def test_a_project_names_its_funder_and_who_takes_part(client):
    authority = {"en": "EACEA", "bg": "EACEA"}
    project = factories.project(slug="investech", granting_authority=authority, start="2024-03-01")
    shown, hidden = factories.organisation(), factories.organisation("draft")
    for organisation in (shown, hidden):
        Participation.objects.create(project=project, organisation=organisation, role="partner")
    data = told(client, "/en/projects/investech/")[0]["ResearchProject"]
    assert data["funder"]["name"] == "EACEA"
    assert data["foundingDate"] == "2024-03-01"
    assert [member["name"] for member in data["member"]] == [shown.text_in("en").name]


def test_the_home_page_says_who_publishes(client):
    data, card = told(client, "/en/")
    assert data["WebSite"]["publisher"] == {"@id": data["Organization"]["@id"]}
    assert "BreadcrumbList" not in data
    assert card["og:image:width"] == "1200"


def test_a_partner_is_an_organisation(client):
    factories.organisation(slug="tues", country="BG", city={"en": "Sofia", "bg": "София"})
    place = told(client, "/en/partners/tues/")[0]["Organization"]["address"]
    assert (place["addressLocality"], place["addressCountry"]) == ("Sofia", "BG")


def test_nothing_typed_leaves_the_element():
    script = as_script([schema_node(type="Thing", name="</script><script>alert(1)//<!--&")])
    assert script.count("</script>") == 1
    assert "<!--" not in script
    name = json.loads(script[script.index("{") : script.rindex("}") + 1])["@graph"][0]["name"]
    assert name == "</script><script>alert(1)//<!--&"


def test_no_way_and_no_data_are_no_element():
    assert breadcrumbs([("Home", "/")]) is None
    assert as_script([None, {}]) == ""
