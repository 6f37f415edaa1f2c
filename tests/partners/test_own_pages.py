"""Which organisations have a page of their own, through every door."""

import pytest

from partners.models import Organisation
from projects.models import Participation
from tests import factories
from tests.reading import links, read, sitemap_parts

pytestmark = pytest.mark.django_db
LINE = {"kind": "cluster", "country": "PT", "city": {"en": "Aveiro"}}


def bare(**facts):
    """Make an organisation of which only its line in the list is known."""
    row = factories.organisation(**{**LINE, **facts})
    row.texts.update(text="")
    return row


def with_a_project(row, stage="published", **facts):
    Participation.objects.create(project=factories.project(stage, **facts), organisation=row)


def with_a_post(row, stage="published"):
    factories.post(stage).story.organisations.add(row)


def in_a_network(row, stage="published"):
    row.networks.add(factories.organisation(stage))


def with_members(row, stage="published"):
    row.network_members.add(factories.organisation(stage))


GIVEN = {
    "nothing": (lambda row: None, False),
    "a text": (lambda row: row.texts.filter(language="bg").update(text="<p>Клъстер</p>"), True),
    "a website": (lambda row: Organisation.objects.update(site="https://example.org/"), True),
    "a logo": (lambda row: Organisation.objects.update(logo=factories.image()), True),
    "a relation": (lambda row: row.relations.create(kind="supplier"), True),
    "a project": (with_a_project, True),
    "a draft of a project": (lambda row: with_a_project(row, "draft"), False),
    "a project without a text": (lambda row: with_a_project(row, languages=()), False),
    "a post": (with_a_post, True),
    "a draft of a post": (lambda row: with_a_post(row, "draft"), False),
    "a network": (in_a_network, False),
    "members": (with_members, True),
    "a member that is a draft": (lambda row: with_members(row, "draft"), False),
}


@pytest.mark.parametrize("given", GIVEN)
def test_a_line_and_one_more_fact_make_a_page(client, given):
    row = bare()
    give, has_page = GIVEN[given]
    give(row)
    assert client.get(f"/en/partners/{row.slug}/").status_code == (200 if has_page else 302)
    assert Organisation.objects.with_page().filter(pk=row.pk).exists() is has_page


@pytest.mark.parametrize("kind", ["other", "unknown"])
def test_one_fact_is_too_few_for_a_page(client, kind):
    row = bare(kind=kind, country="", city={}, site="https://example.org/")
    assert client.get(f"/en/partners/{row.slug}/").status_code == 302


def test_a_post_in_another_language_makes_a_page(client):
    row = bare()
    factories.post(language="bg").story.organisations.add(row)
    assert client.get(f"/en/partners/{row.slug}/").status_code == 200


def test_the_cluster_always_has_a_page(client):
    row = bare(is_cluster=True)
    assert client.get(f"/en/partners/{row.slug}/").status_code == 200


class TestDoors:
    @pytest.fixture
    def row(self):
        row = bare(slug="tice")
        row.texts.update(name="TICE")
        return row

    @pytest.mark.parametrize("language", [("en", "partners"), ("bg", "partnyori")])
    def test_its_address_leads_to_its_line(self, client, row, language):
        code, section = language
        answer = client.get(f"/{code}/{section}/tice/")
        assert (answer.status_code, answer["Location"]) == (302, f"/{code}/{section}/#tice")
        (line,) = read(client.get(f"/{code}/{section}/")).xpath("//li[@id='tice']")
        assert "TICE" in line.text_content()
        assert not line.xpath(".//a")

    def test_its_address_is_found_no_more_when_it_is_hidden(self, client, row):
        Organisation.objects.update(status="draft")
        assert client.get("/en/partners/tice/").status_code == 404

    def test_sitemap(self, client, row):
        there = factories.organisation()
        text = "".join(part.text for part in sitemap_parts(client))
        assert f"/partners/{there.slug}/" in text
        assert "tice" not in text

    def test_search(self, client, row):
        assert "/en/partners/tice/" not in links(client.get("/en/search/?q=TICE"))
        with_a_post(row)
        assert "/en/partners/tice/" in links(client.get("/en/search/?q=TICE"))

    def test_link_dialog(self, client, row):
        client.force_login(factories.user("Editors"))

        def targets(query):
            return client.get(f"/admin/links/?{query}").json()["targets"]

        assert targets("q=TICE") == []
        # Of a link that is in a text already, the dialog knows the name.
        assert [found["title"] for found in targets(f"uid={row.uid}")] == ["TICE"]

    def test_home(self, client, row):
        with_a_project(row)
        Organisation.objects.update(kind="other", country="", city={})
        page = client.get("/en/")
        assert "/en/partners/tice/" not in links(page)
        assert "1 organisation" in page.text

    def test_network(self, client, row):
        network = factories.organisation()
        network.network_members.add(row)
        page = client.get(f"/en/partners/{network.slug}/")
        assert "TICE" in page.text
        assert "/en/partners/tice/" not in links(page)

    def test_feeds_answer_and_nothing_links_them(self, client, row):
        assert client.get("/en/partners/tice/feed.rss").status_code == 200
        for path in ("/en/partners/", "/en/feeds/"):
            assert "/en/partners/tice/feed.rss" not in client.get(path).text

    def test_preview_shows_the_list(self, client, row):
        from partners.forms import OrganisationEdit

        edit = OrganisationEdit(row, factories.user("Editors"))
        assert edit.paths(row) == {"en": "/en/partners/", "bg": "/bg/partnyori/"}
        places = [path for _label, path in edit.places(row, "en")]
        assert places.count("/en/partners/") == 1
