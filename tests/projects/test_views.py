"""The list of projects and the page of one."""

import re

import pytest

from projects.models import Participation, Programme, ProjectText
from tests import factories
from tests.reading import links, read, text

pytestmark = pytest.mark.django_db


class TestList:
    def test_groups_by_phase_current_first(self, client):
        done = factories.project(start="2018", actual_end="2020")
        ahead = factories.project(start="2998", planned_end="2999")
        runs = factories.project(start="2020", planned_end="2999")
        unknown = factories.project()
        page = read(client.get("/en/projects/"))
        groups = {
            section.xpath(".//h2")[0].text.strip(): [
                tile.text_content() for tile in section.xpath(".//h3")
            ]
            for section in page.xpath("//main//section")
        }
        assert list(groups.items()) == [
            ("In progress", [runs.acronym]),
            ("Planned", [ahead.acronym]),
            ("Completed", [done.acronym]),
            ("Other projects", [unknown.acronym]),
        ]

    def test_a_phase_that_staff_set_goes_before_the_dates(self, client):
        project = factories.project(phase_by_hand="completed", start="2020", planned_end="2999")
        page = read(client.get("/en/projects/"))
        assert [heading.text.strip() for heading in page.xpath("//h2")] == ["Completed"]
        assert "Completed" in text(client.get(f"/en/projects/{project.slug}/"))

    @pytest.mark.parametrize(
        ("path", "line"),
        [
            ("/en/projects/", ["Erasmus+ · 2024–2028 · partner · 2 countries"]),
            ("/bg/proekti/", ["Еразъм+ · 2024–2028 г. · партньор · 2 държави"]),
        ],
    )
    def test_a_card_says_what_matters(self, client, path, line):
        programme = Programme.objects.get(code="erasmus-2021")
        project = factories.project(
            start="2024-03", planned_end="2028-02", programme=programme, languages=()
        )
        for language in ("en", "bg"):
            ProjectText.objects.create(
                project=project, language=language, name="Name", summary=f"Summary {language}"
            )
        us = factories.organisation(country="BG", is_cluster=True)
        Participation.objects.create(project=project, organisation=us)
        Participation.objects.create(project=project, country="SK", role="coordinator")
        (card,) = read(client.get(path)).xpath("//article")
        assert [
            " ".join(p.text_content().split()) for p in card.xpath("./p[@class='meta']")
        ] == line
        assert f"Summary {path[1:3]}" in card.text_content()
        assert card.xpath("./p[starts-with(@class, 'chip')]")

    def test_countries_are_not_counted_where_one_is_not_known(self, client):
        project = factories.project(start="2020", planned_end="2021")
        for country in ("BG", "SK"):
            Participation.objects.create(project=project, country=country)
        assert "2 countries" in text(client.get("/en/projects/"))
        Participation.objects.create(project=project, organisation=factories.organisation())
        assert "countries" not in text(client.get("/en/projects/"))

    def test_says_nothing_that_is_not_known(self, client):
        project = factories.project(languages=())
        ProjectText.objects.create(project=project, language="en", name=project.acronym)
        (card,) = read(client.get("/en/projects/")).xpath("//article")
        assert card.text_content().split() == [project.acronym]


class TestFacts:
    def test_shows_what_is_known_in_the_language_of_the_page(self, client):
        project = factories.project(
            start="2024-03-01",
            planned_end="2028-02-29",
            grant_number="101143958",
            granting_authority={"en": "EACEA", "bg": "ИАОК"},
            amount_total="4900000",
            amount_eu="298330.96",
            currency="EUR",
            partners_known=18,
            site="https://www.investech-cove.eu/",
            funding="co_funded",
        )
        english = text(client.get(f"/en/projects/{project.slug}/"))
        for words in (
            *("1 March 2024 – 29 February 2028", "101143958", "EACEA", "4,900,000"),
            *("298,330.96", "Site of the project"),
        ):
            assert words in english, words
        bulgarian = text(client.get(f"/bg/proekti/{project.slug}/"))
        assert "1 март 2024 г." in bulgarian
        assert "ИАОК" in bulgarian

    def facts(self, client, path):
        """Return the facts of a page, by their labels."""
        rows = read(client.get(path)).xpath("//aside[@class='facts']/dl/div")
        return {
            " ".join(row.xpath("string(dt)").split()): " ".join(
                " ".join(row.xpath("dd//text()")).split()
            )
            for row in rows
        }

    @pytest.mark.parametrize("path", ["/en/projects/{}/", "/bg/proekti/{}/"])
    def test_what_no_source_says_is_not_shown(self, client, path):
        project = factories.project()
        facts = self.facts(client, path.format(project.slug))
        assert list(facts) in (["Last updated"], ["Последна промяна"])

    def test_amounts_are_called_what_they_are_to_the_cent(self, client):
        amounts = {
            "amount_total": "438722",
            "amount_eu": "298330.96",
            "amount_national": "52646.64",
            "amount_own": "87744.40",
        }
        project = factories.project(**amounts, currency="BGN", total_is="eligible")
        facts = self.facts(client, f"/en/projects/{project.slug}/")
        assert facts["Total eligible costs"] == "BGN 438,722.00 (EUR 224,315.00)"
        assert facts["From the European Union"] == "BGN 298,330.96 (EUR 152,534.20)"
        facts = self.facts(client, f"/bg/proekti/{project.slug}/")
        assert facts["Общо допустими разходи"] == "438 722,00 лв. (224 315,00 €)"

    @pytest.mark.parametrize(
        ("total_is", "words"),
        [("total", "Total amount"), ("budget", "Total budget"), ("unknown", "Amount")],
    )
    def test_no_amount_is_called_more_than_the_source_says(self, client, total_is, words):
        project = factories.project(amount_total="4900000", currency="EUR", total_is=total_is)
        facts = self.facts(client, f"/en/projects/{project.slug}/")
        assert facts[words] == "EUR 4,900,000.00"

    @pytest.mark.parametrize(
        ("code", "number", "address"),
        [
            ("horizon-2020", "871552", "https://cordis.europa.eu/project/id/871552"),
            (
                "erasmus-2014",
                "2020-1-BG01-KA202-079071",
                "https://erasmus-plus.ec.europa.eu/projects/search/details/2020-1-BG01-KA202-079071",
            ),
            ("opic-2014", "BG16RFOP002", ""),
            ("horizon-2020", "", ""),
        ],
    )
    def test_the_number_leads_to_the_official_record(self, client, code, number, address):
        programme = Programme.objects.get(code=code)
        project = factories.project(programme=programme, grant_number=number)
        there = [
            link for link in links(client.get(f"/en/projects/{project.slug}/")) if number in link
        ]
        assert (there if number else []) == ([address] if address else [])

    def test_who_coordinates_and_what_we_are(self, client):
        project = factories.project()
        lead = factories.organisation(country="SK")
        us = factories.organisation(is_cluster=True)
        Participation.objects.create(project=project, organisation=lead, role="coordinator")
        Participation.objects.create(project=project, organisation=us, role="partner")
        facts = self.facts(client, f"/en/projects/{project.slug}/")
        assert facts["Our role"] == "Partner"
        assert facts["Coordinator"] == lead.text_in("en").name

    def test_the_cluster_is_not_its_own_coordinator_twice(self, client):
        project = factories.project()
        us = factories.organisation(is_cluster=True)
        Participation.objects.create(project=project, organisation=us, role="coordinator")
        path = f"/en/projects/{project.slug}/"
        facts = self.facts(client, path)
        assert facts["Our role"] == "Sole beneficiary"
        assert "Coordinator" not in facts
        Participation.objects.create(project=project, country="SK")
        assert self.facts(client, path)["Our role"] == "Coordinator"

    def test_an_end_that_came_later_than_planned_is_told_as_such(self, client):
        project = factories.project(
            start="2020-11-02", planned_end="2022-11-01", actual_end="2023-01-31"
        )
        path = f"/en/projects/{project.slug}/"
        told = "2 November 2020 – 31 January 2023 originally planned until 1 November 2022"
        assert self.facts(client, path)["Period"] == told
        assert "Planned end" not in text(client.get(path))

    def test_a_year_says_nothing_against_the_day_that_was_planned(self, client):
        project = factories.project(start="2020", planned_end="2022-01-31", actual_end="2022")
        assert self.facts(client, f"/en/projects/{project.slug}/")["Period"] == "2020–2022"

    def test_the_name_is_told_once(self, client):
        project = factories.project(acronym="Go Green", languages=())
        ProjectText.objects.create(project=project, language="en", name="Go Green")
        answer = client.get(f"/en/projects/{project.slug}/")
        assert "Go Green: Go Green" not in answer.text
        assert not read(answer).xpath("//p[@class='lead']")
        found = client.get("/en/search/?q=Green").text
        assert "Green</mark>" in found
        assert "Go Green: Go Green" not in re.sub("<[^>]+>", "", found)

    def test_links_the_project_that_it_continues_if_that_is_public(self, client):
        for stage, seen in (("published", True), ("draft", False)):
            earlier = factories.project(stage)
            project = factories.project(continues=earlier)
            response = client.get(f"/en/projects/{project.slug}/")
            assert (f"/en/projects/{earlier.slug}/" in links(response)) is seen
            assert (earlier.acronym in response.text) is seen

    def test_says_whom_to_ask_once_that_person_is_public(self, client):
        person = factories.person("draft", mail="ana@example.org")
        project = factories.project(contact=person)
        name = person.texts.get(language="en").name
        answer = client.get(f"/en/projects/{project.slug}/")
        assert name not in answer.text
        assert "ana@example.org" not in answer.text
        person.status = "published"
        person.save()
        answer = client.get(f"/en/projects/{project.slug}/")
        found = links(answer, within="//aside")
        assert found[person.paths()["en"]] == name
        assert found["mailto:ana@example.org"] == "ana@example.org"
        assert "Contact" in text(answer)

    def test_marks_a_name_in_another_language(self, client):
        project = factories.project(contact=factories.person(languages=["bg"]))
        page = read(client.get(f"/en/projects/{project.slug}/"))
        assert page.xpath("//aside//a[@lang='bg']")


class TestParticipants:
    def rows(self, client, project, path="/en/projects/{}/"):
        page = read(client.get(path.format(project.slug)))
        return [
            [" ".join(cell.text_content().split()) for cell in row.xpath("./td")]
            for row in page.xpath("//table//tbody/tr")
        ]

    @pytest.mark.parametrize(
        ("path", "rows"),
        [
            (
                "/en/projects/{}/",
                [
                    ["Coordinator", "Slovakia"],
                    ["Partner", "Bulgaria"],
                    ["Partner", ""],
                    ["Associated partner", "Spain"],
                    ["", "Lithuania"],
                ],
            ),
            (
                "/bg/proekti/{}/",
                [
                    ["Координатор", "Словакия"],
                    ["Партньор", "България"],
                    ["Партньор", ""],
                    ["Асоцииран партньор", "Испания"],
                    ["", "Литва"],
                ],
            ),
        ],
    )
    def test_stand_by_role_with_what_is_known(self, client, path, rows):
        project = factories.project()
        for order, (country, role) in enumerate(
            [
                ("LT", "unknown"),
                ("ES", "associated"),
                ("BG", "partner"),
                ("", "partner"),
                ("SK", "coordinator"),
            ]
        ):
            organisation = factories.organisation(country=country)
            Participation.objects.create(
                project=project, organisation=organisation, role=role, order=order
            )
        assert [row[1:] for row in self.rows(client, project, path)] == rows

    def test_a_name_leads_to_its_page(self, client):
        project, organisation = factories.project(), factories.organisation()
        Participation.objects.create(project=project, organisation=organisation)
        there = links(client.get(f"/en/projects/{project.slug}/"), within="//table")
        assert there == {f"/en/partners/{organisation.slug}/": organisation.text_in("en").name}

    def test_a_column_of_which_nothing_is_known_is_left_out(self, client):
        project, organisation = factories.project(), factories.organisation()
        Participation.objects.create(project=project, organisation=organisation, role="unknown")
        assert self.rows(client, project) == [[organisation.text_in("en").name]]
        page = read(client.get(f"/en/projects/{project.slug}/"))
        assert len(page.xpath("//table//th")) == 1

    @pytest.mark.parametrize(
        ("path", "mark"),
        [("/en/projects/{}/", "(our cluster)"), ("/bg/proekti/{}/", "(нашият клъстер)")],
    )
    def test_the_row_of_the_cluster_is_marked(self, client, path, mark):
        project, us = factories.project(), factories.organisation(is_cluster=True)
        Participation.objects.create(project=project, organisation=us)
        Participation.objects.create(project=project, organisation=factories.organisation())
        name = us.text_in(path[1:3]).name
        named = [row[0] for row in self.rows(client, project, path)]
        assert [mark in row for row in named] == [True, False]
        assert named[0] == f"{name} {mark}"

    @pytest.mark.parametrize(
        ("countries", "english", "bulgarian"),
        [
            (
                ["CZ", "CY", "HU", "GR"],
                "and organisations from Cyprus, Czechia, Greece and Hungary",
                "и организации от Гърция, Кипър, Унгария и Чехия",
            ),
            (["EE"], "and an organisation from Estonia", "и организация от Естония"),
            (["EE", "EE"], "and organisations from Estonia", "и организации от Естония"),
        ],
    )
    def test_those_without_a_name_are_one_line(self, client, countries, english, bulgarian):
        project = factories.project()
        Participation.objects.create(project=project, organisation=factories.organisation())
        for country in countries:
            Participation.objects.create(project=project, country=country)
        for path, words in (("/en/projects/{}/", english), ("/bg/proekti/{}/", bulgarian)):
            page = read(client.get(path.format(project.slug)))
            (line,) = page.xpath("//section[@class='participants']/p")
            assert line.text_content() == words
            assert len(page.xpath("//table//tbody/tr")) == 1

    def test_one_without_a_page_is_named_and_not_linked(self, client):
        project = factories.project()
        bare = factories.organisation()
        bare.texts.update(text="")
        Participation.objects.create(project=project, organisation=bare)
        answer = client.get(f"/en/projects/{project.slug}/")
        assert bare.text_in("en").name in answer.text
        assert f"/en/partners/{bare.slug}/" not in answer.text

    @pytest.mark.parametrize("stage", factories.HIDDEN)
    def test_of_a_hidden_one_only_the_country_is_told(self, client, stage):
        project = factories.project()
        hidden = factories.organisation(stage, country="GR")
        nowhere = factories.organisation(stage)
        for organisation in (hidden, nowhere):
            Participation.objects.create(project=project, organisation=organisation)
        assert self.rows(client, project) == []
        response = client.get(f"/en/projects/{project.slug}/")
        assert "An organisation from Greece" in text(response)
        for organisation in (hidden, nowhere):
            assert organisation.slug not in response.text
            assert organisation.texts.first().name not in response.text

    @pytest.mark.parametrize(
        ("known", "english", "bulgarian"),
        [
            (
                {"partners_known": 18, "associated_known": 13},
                (
                    "2 organisations are named here."
                    " The project has 18 partners and 13 associated partners."
                ),
                (
                    "Тук са посочени 2 организации."
                    " Проектът има 18 партньори и 13 асоциирани партньори."
                ),
            ),
            (
                {"partners_known": 2, "associated_known": 1},
                (
                    "2 organisations are named here."
                    " The project has 2 partners and 1 associated partner."
                ),
                "Тук са посочени 2 организации. Проектът има 2 партньори и 1 асоцииран партньор.",
            ),
            ({"partners_known": 2}, "", ""),
            ({"partners_known": 1}, "", ""),
            ({}, "", ""),
        ],
    )
    def test_numbers_that_say_more_than_the_names(self, client, known, english, bulgarian):
        project = factories.project(**known)
        for role in ("coordinator", "partner"):
            organisation = factories.organisation()
            Participation.objects.create(project=project, organisation=organisation, role=role)
        for path, words in (("/en/projects/{}/", english), ("/bg/proekti/{}/", bulgarian)):
            page = read(client.get(path.format(project.slug)))
            found = page.xpath("//section[@class='participants']/p[@class='meta']")
            assert [line.text_content() for line in found] == ([words] if words else [])

    @pytest.mark.parametrize("path", ["/en/projects/{}/", "/bg/proekti/{}/"])
    def test_without_participants_nothing_is_said(self, client, path):
        project = factories.project(partners_known=18)
        Participation.objects.create(project=project, organisation=factories.organisation("draft"))
        page = read(client.get(path.format(project.slug)))
        assert not page.xpath("//*[@id='participants']")


class TestPosts:
    def test_its_posts_stand_on_the_page(self, client):
        project, post, hidden = factories.project(), factories.post(), factories.post("draft")
        for one in (post, hidden):
            one.story.projects.add(project)
        response = client.get(f"/en/projects/{project.slug}/")
        assert post.get_absolute_url() in links(response)
        assert hidden.title not in response.text
