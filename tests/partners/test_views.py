"""The list of partners and the page of one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partners.models import Organisation, OrganisationText
from projects.models import Participation
from tests import factories
from tests.reading import links, read, text

pytestmark = pytest.mark.django_db


def named(name, **facts):
    """Make an organisation with this name in every language."""
    row = factories.organisation(**facts)
    row.texts.update(name=name)
    return row


def groups(response):
    """Return ``[(heading, names)]`` of the list."""
    return [
        (
            " ".join(section.find("h2").text_content().split()),
            [name.text for name in section.xpath(".//li/*[1]")],
        )
        for section in read(response).xpath("//main/section")
    ]


class TestList:
    def test_is_by_country_and_name_without_the_cluster(self, client):
        for name, country in (("TUES", "BG"), ("aries", "RO"), ("ESCA", ""), ("CEED", "BG")):
            named(name, country=country)
        cluster = named("The cluster", is_cluster=True)
        response = client.get("/en/partners/")
        assert groups(response) == [
            ("Bulgaria (2)", ["CEED", "TUES"]),
            ("Romania (1)", ["aries"]),
            ("Other partners (1)", ["ESCA"]),
        ]
        assert cluster.texts.get(language="en").name not in text(response)
        assert groups(client.get("/bg/partnyori/"))[-1] == ("Други партньори (1)", ["ESCA"])

    def test_a_line_has_acronym_kind_and_city(self, client):
        row = named("A school", kind="school", city={"en": "Sofia", "bg": "София"})
        row.texts.update(acronym="TUES")
        named("Something", kind="other")
        named("Somebody", kind="unknown")
        lines = read(client.get("/en/partners/")).xpath("//main//li")
        assert [" ".join(line.text_content().split()) for line in lines] == [
            "A school (TUES) School · Sofia",
            "Somebody",
            "Something",
        ]

    def test_a_name_in_another_language_says_so(self, client):
        organisation = factories.organisation(languages=["en"])
        page = read(client.get("/bg/partnyori/"))
        assert page.xpath("//main//a[@lang='en']/text()") == [organisation.texts.get().name]

    @pytest.mark.parametrize(
        ("further", "whole"),
        [
            ("/en/partners/page/2/", "/en/partners/"),
            ("/bg/partnyori/stranitsa/3/", "/bg/partnyori/"),
            ("/en/members/page/2/", "/en/members/"),
        ],
    )
    def test_further_pages_of_old_lead_to_it(self, client, further, whole):
        answer = client.get(further)
        assert (answer.status_code, answer["Location"]) == (301, whole)

    def test_kinds_that_say_nothing_are_no_filter(self, client):
        named("A school", kind="school")
        named("A company", kind="company")
        named("Something", kind="other")
        response = client.get("/en/partners/?kind=other")
        options = read(response).xpath("//select[@name='kind']/option/text()")
        assert options == ["all", "Company", "School"]
        assert len(read(response).xpath("//main//li")) == 3

    def test_costs_the_same_for_many(self, client):
        def cost():
            with CaptureQueriesContext(connection) as made:
                client.get("/en/partners/")
            return len(made)

        named("One")
        cost()
        few = cost()
        life = factories.life("published")
        rows = [Organisation(slug=f"many-{number}", **life) for number in range(200)]
        OrganisationText.objects.bulk_create(
            OrganisationText(organisation=row, language="en", name=row.slug)
            for row in Organisation.objects.bulk_create(rows)
        )
        assert cost() == few <= 12
        assert groups(client.get("/en/partners/"))[0][0] == "Other partners (201)"


class TestMembers:
    @pytest.fixture(autouse=True)
    def members(self):
        for name in ("CEED", "KISMC"):
            named(name).relations.create(kind="member")
        named("TUES")

    def heading(self, client, path="/en/members/"):
        return read(client.get(path)).xpath("//h1/text()")

    def test_say_how_many_of_all_are_there(self, client):
        assert self.heading(client) == ["Two members present themselves"]
        factories.site_text("en", members="more than 60 members (2022)")
        factories.site_text("bg", members="над 60 членове (2022 г.)")
        assert self.heading(client) == ["Two of our more than 60 members (2022) present themselves"]
        assert self.heading(client, "/bg/chlenove/") == [
            "Два от нашите над 60 членове (2022 г.) се представят"
        ]

    def test_a_part_of_them_is_not_counted(self, client):
        assert self.heading(client, "/en/members/?country=BG") == ["Members"]

    def test_lead_to_the_page_for_new_members_while_it_is_public(self, client):
        page = factories.page(slug="membership")
        factories.site_text("en", membership=f"ref:{page.uid}")
        assert links(client.get("/en/members/"))["/en/membership/"] == "Become a member"
        page.slug = "join"
        page.save()
        assert links(client.get("/en/members/"))["/en/join/"] == "Become a member"
        page.status = "withdrawn"
        page.save()
        assert "Become a member" not in client.get("/en/members/").text


class TestPage:
    def test_is_titled_by_the_acronym(self, client):
        row = named("A technological school")
        row.texts.update(acronym="TUES")
        page = read(client.get(f"/en/partners/{row.slug}/"))
        assert page.xpath("//h1/text()") == ["TUES"]
        assert page.xpath("//p[@class='lead']/text()") == ["A technological school"]
        assert page.xpath("//title/text()")[0].startswith("TUES –")

    def test_names_what_has_no_acronym_once(self, client):
        row = named("Sofia Municipality")
        page = read(client.get(f"/en/partners/{row.slug}/"))
        assert page.xpath("//h1/text()") == ["Sofia Municipality"]
        assert not page.xpath("//p[@class='lead']")

    def test_shows_what_it_is(self, client):
        organisation = factories.organisation(
            kind="school",
            country="BG",
            city={"en": "Sofia", "bg": "София"},
            site="https://www.elsys-bg.org/",
            other_names=["ELSYS"],
        )
        response = client.get(f"/en/partners/{organisation.slug}/")
        for words in ("School", "Bulgaria", "Sofia"):
            assert words in text(response), words
        (button,) = read(response).xpath("//a[@class='button']")
        assert button.get("href") == "https://www.elsys-bg.org/"
        assert "ELSYS" not in text(response)
        assert "София" in text(client.get(f"/bg/partnyori/{organisation.slug}/"))

    @pytest.mark.parametrize(
        ("facts", "english", "bulgarian"),
        [
            ({"kind": "member"}, "Member", "Член"),
            ({"kind": "member", "start": "2019"}, "Member since 2019", "Член от 2019 г."),
            (
                {"kind": "supplier", "start": "2018", "end": "2020"},
                "Supplier 2018–2020",
                "Доставчик 2018–2020 г.",
            ),
            (
                {"kind": "memorandum", "start": "2023-09-11"},
                "Agreement of 11 September 2023",
                "Споразумение от 11 септември 2023 г.",
            ),
            ({"kind": "memorandum"}, "Agreement", "Споразумение"),
            (
                {"kind": "memorandum", "start": "2020", "end": "2022-05"},
                "Agreement of 2020 until May 2022",
                "Споразумение от 2020 г. до май 2022 г.",
            ),
            ({"kind": "network"}, "Network we belong to", "Мрежа, в която участваме"),
        ],
    )
    def test_tells_relations_in_words(self, client, facts, english, bulgarian):
        organisation = factories.organisation()
        organisation.relations.create(**facts)
        for path, words in (
            (f"/en/partners/{organisation.slug}/", english),
            (f"/bg/partnyori/{organisation.slug}/", bulgarian),
        ):
            assert read(client.get(path)).xpath("//section//li/text()") == [words]

    @pytest.mark.parametrize(
        ("role", "english", "bulgarian"),
        [
            ("coordinator", "Coordinator of InvesTech", "Координатор на InvesTech"),
            ("partner", "Partner in InvesTech", "Партньор в InvesTech"),
            ("associated", "Associated partner in InvesTech", "Асоцииран партньор в InvesTech"),
            ("unknown", "InvesTech", "InvesTech"),
        ],
    )
    def test_tells_projects_with_role_and_years(self, client, role, english, bulgarian):
        organisation = factories.organisation()
        project = factories.project(acronym="InvesTech", start="2024-03-01", planned_end="2028-02")
        Participation.objects.create(project=project, organisation=organisation, role=role)
        for path, words in (
            (f"/en/partners/{organisation.slug}/", f"{english}, 2024–2028"),
            (f"/bg/partnyori/{organisation.slug}/", f"{bulgarian}, 2024–2028 г."),
        ):
            (line,) = read(client.get(path)).xpath("//section//li")
            assert line.text_content() == words

    @pytest.mark.parametrize(
        ("dates", "words"),
        [
            ({}, "Partner in InvesTech"),
            ({"start": "2022-01"}, "Partner in InvesTech, begun in 2022"),
            ({"planned_end": "2024"}, "Partner in InvesTech, until 2024"),
            ({"start": "2022-01", "actual_end": "2022-11-30"}, "Partner in InvesTech, 2022"),
        ],
    )
    def test_tells_only_years_that_are_known(self, client, dates, words):
        organisation = factories.organisation()
        project = factories.project(acronym="InvesTech", **dates)
        Participation.objects.create(project=project, organisation=organisation)
        (line,) = read(client.get(f"/en/partners/{organisation.slug}/")).xpath("//section//li")
        assert line.text_content() == words

    def test_tells_networks_and_members(self, client):
        network, member = named("SmartCityTech"), named("GAIA")
        hidden = named("SECRET", stage="draft")
        network.network_members.add(member, hidden)
        page = client.get(f"/en/partners/{member.slug}/")
        assert "Network: SmartCityTech" in text(page)
        page = client.get(f"/en/partners/{network.slug}/")
        assert links(page)[f"/en/partners/{member.slug}/"] == "GAIA"
        assert "SECRET" not in page.text

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
