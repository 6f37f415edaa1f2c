"""The list of partners and the page of one."""

import pytest

from partners.models import Relation
from projects.models import Participation
from tests import factories
from tests.reading import links, read, text

pytestmark = pytest.mark.django_db


class TestList:
    def test_stands_in_the_order_of_names_without_the_cluster(self, client):
        for slug, name in (("a", "TUES"), ("z", "aries"), ("m", "GAIA")):
            factories.organisation(slug=slug).texts.update(name=name)
        cluster = factories.organisation(is_cluster=True)
        response = client.get("/en/partners/")
        names = [tile.text_content() for tile in read(response).xpath("//main//li/a")]
        assert names == ["aries", "GAIA", "TUES"]
        assert cluster.texts.get(language="en").name not in text(response)

    def test_a_name_in_another_language_says_so(self, client):
        organisation = factories.organisation(languages=["en"])
        page = read(client.get("/bg/partnyori/"))
        assert page.xpath("//main//a[@lang='en']/text()") == [organisation.texts.get().name]

    def test_pages_of_names_are_not_older_or_newer(self, client):
        for _number in range(21):
            factories.organisation()
        for path, way in (("", "Next →"), ("page/2/", "← Previous")):
            assert (
                way in links(client.get(f"/en/partners/{path}"), "//nav[@class='pager']").values()
            )


class TestPage:
    def test_shows_what_it_is_and_its_relations(self, client):
        organisation = factories.organisation(
            kind="school",
            country="BG",
            city={"en": "Sofia", "bg": "София"},
            site="https://www.elsys-bg.org/",
            other_names=["ELSYS"],
        )
        Relation.objects.create(
            organisation=organisation, kind="supplier", start="2017", end="2018"
        )
        Relation.objects.create(organisation=organisation, kind="member", start="2019-02")
        english = text(client.get(f"/en/partners/{organisation.slug}/"))
        for words in (
            *("school", "Bulgaria", "Sofia", "https://www.elsys-bg.org/", "ELSYS"),
            *("supplier, since 2017, until 2018", "member, since February 2019"),
        ):
            assert words in english, words
        assert "София" in text(client.get(f"/bg/partnyori/{organisation.slug}/"))

    def test_shows_its_public_projects_and_posts(self, client):
        organisation = factories.organisation()
        for stage, seen in (("published", True), ("draft", False)):
            project, post = factories.project(stage), factories.post(stage)
            Participation.objects.create(project=project, organisation=organisation)
            post.story.organisations.add(organisation)
            response = client.get(f"/en/partners/{organisation.slug}/")
            assert (f"/en/projects/{project.slug}/" in links(response)) is seen
            assert (project.acronym in response.text) is seen
            assert (post.title in response.text) is seen

    def test_the_cluster_has_a_page_too(self, client):
        cluster = factories.organisation(is_cluster=True)
        assert client.get(f"/en/partners/{cluster.slug}/").status_code == 200
