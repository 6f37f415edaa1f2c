"""The list of projects and the page of one."""

import pytest

from projects.models import Participation, ResultLink
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
            ("Projects in progress", [runs.acronym]),
            ("Planned projects", [ahead.acronym]),
            ("Completed projects", [done.acronym]),
            ("Other projects", [unknown.acronym]),
        ]

    def test_says_nothing_of_an_unknown_period(self, client):
        factories.project()
        assert not read(client.get("/en/projects/")).xpath("//article//p[@class='meta']")


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
            *("1 March 2024 – 29 February 2028", "101143958", "EACEA", "18", "4,900,000"),
            *("298,330.96", "https://www.investech-cove.eu/"),
        ):
            assert words in english, words
        bulgarian = text(client.get(f"/bg/proekti/{project.slug}/"))
        assert "1 март 2024 г." in bulgarian
        assert "ИАОК" in bulgarian

    def test_what_no_source_says_is_not_known(self, client):
        project = factories.project()
        page = read(client.get(f"/en/projects/{project.slug}/"))
        facts = dict(
            zip(
                page.xpath("//aside[@class='facts']//dt/text()"),
                (value.strip() for value in page.xpath("//aside[@class='facts']//dd/text()")),
                strict=True,
            )
        )
        assert facts["Programme"] == facts["Grant number"] == facts["Period"] == "not known"

    def test_links_the_project_that_it_continues_if_that_is_public(self, client):
        for stage, seen in (("published", True), ("draft", False)):
            earlier = factories.project(stage)
            project = factories.project(continues=earlier)
            response = client.get(f"/en/projects/{project.slug}/")
            assert (f"/en/projects/{earlier.slug}/" in links(response)) is seen
            assert (earlier.acronym in response.text) is seen


class TestParticipants:
    def rows(self, client, project, path="/en/projects/{}/"):
        page = read(client.get(path.format(project.slug)))
        return [
            [" ".join(cell.text_content().split()) for cell in row.xpath("./td")]
            for row in page.xpath("//table//tbody/tr")
        ]

    def test_stand_in_order_with_role_and_country(self, client):
        project = factories.project()
        lead, second = (factories.organisation(country=code) for code in ("SK", "BG"))
        add = Participation.objects.create
        add(project=project, organisation=second, order=2)
        add(project=project, organisation=lead, role="coordinator", order=1)
        add(project=project, country="LT", role="unknown", order=3)
        rows = self.rows(client, project)
        assert [row[1:] for row in rows] == [
            ["coordinator", "Slovakia"],
            ["partner", "Bulgaria"],
            ["role not known", "Lithuania"],
        ]
        assert rows[2][0] == "not named"
        assert [row[2] for row in self.rows(client, project, "/bg/proekti/{}/")] == [
            *("Словакия", "България", "Литва"),
        ]
        assert f"/en/partners/{lead.slug}/" in links(client.get(f"/en/projects/{project.slug}/"))

    @pytest.mark.parametrize("stage", factories.HIDDEN)
    def test_of_a_hidden_one_only_the_country_is_told(self, client, stage):
        project = factories.project()
        hidden = factories.organisation(stage, country="GR")
        nowhere = factories.organisation(stage)
        for organisation in (hidden, nowhere):
            Participation.objects.create(project=project, organisation=organisation)
        assert self.rows(client, project) == [["not named", "partner", "Greece"]]
        answer = client.get(f"/en/projects/{project.slug}/").text
        for organisation in (hidden, nowhere):
            assert organisation.slug not in answer
            assert organisation.texts.first().name not in answer


class TestResults:
    def test_parts_stand_below_their_package_with_links(self, client):
        project = factories.project()
        package = factories.result(of=project, kind="course")
        part = factories.result(of=project, parent=package)
        for number in (2, 1):
            ResultLink.objects.create(
                result=part,
                url=f"https://example.org/{number}",
                label={"en": f"Link {number}"},
                language="en",
                order=number,
            )
        response = client.get(f"/en/projects/{project.slug}/")
        page = read(response)
        assert page.xpath("//h3/text()") == [str(package.texts.get(language="en"))]
        assert page.xpath("//h4/text()") == [str(part.texts.get(language="en"))]
        assert list(links(response, within="//article[@class='result']")) == [
            *("https://example.org/1", "https://example.org/2"),
        ]
        bulgarian = read(client.get(f"/bg/proekti/{project.slug}/"))
        assert len(bulgarian.xpath("//article[@class='result']//a")) == 2

    def test_a_title_in_another_language_says_so(self, client):
        result = factories.result(languages=["en"])
        page = read(client.get(f"/bg/proekti/{result.project.slug}/"))
        assert page.xpath("//h3[@lang='en']/text()") == [result.texts.get().title]

    @pytest.mark.parametrize("stage", factories.HIDDEN)
    def test_hidden_ones_and_their_parts_are_not_there(self, client, stage):
        project = factories.project()
        package = factories.result(stage, of=project)
        factories.result(of=project, parent=package)
        assert not read(client.get(f"/en/projects/{project.slug}/")).xpath(
            "//article[@class='result']"
        )

    def test_its_posts_stand_on_the_page(self, client):
        project, post, hidden = factories.project(), factories.post(), factories.post("draft")
        for one in (post, hidden):
            one.story.projects.add(project)
        response = client.get(f"/en/projects/{project.slug}/")
        assert post.get_absolute_url() in links(response)
        assert hidden.title not in response.text
