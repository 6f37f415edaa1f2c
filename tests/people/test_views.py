"""The list of people and the page of one."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.models import Role
from tests import factories
from tests.reading import head_links, links, read, sitemap_parts, text

pytestmark = pytest.mark.django_db


def named(name, **facts):
    """Make a person with this name in every language."""
    row = factories.person(**facts)
    row.texts.update(name=name, position="")
    return row


def sections(response):
    """Return ``[(heading, names)]`` of the list."""
    return [
        (section.xpath("string(h2)"), section.xpath(".//li/div[last()]/a[1]/text()"))
        for section in read(response).xpath("//main/section")
    ]


def told(response):
    """Return ``{type: thing}`` of the page's structured data."""
    (script,) = read(response).xpath("//script[@type='application/ld+json']/text()")
    return {part["@type"]: part for part in json.loads(script)["@graph"]}


class TestList:
    def test_has_bodies_in_order_and_then_everybody_else(self, client):
        later = factories.body(label={"en": "Council", "bg": "Съвет"}, order=2)
        first = factories.body(label={"en": "Assembly", "bg": "Събрание"}, order=1)
        factories.body(label={"en": "Nobody's"})
        chair, member = named("Maria"), named("Ana")
        factories.role(on=later, of=member)
        factories.role(on=first, of=member, order=2)
        factories.role(on=first, of=chair, order=1)
        named("boris")
        named("Asen")
        assert sections(client.get("/en/people/")) == [
            ("Assembly", ["Maria", "Ana"]),
            ("Council", ["Ana"]),
            ("Other people", ["Asen", "boris"]),
        ]
        assert sections(client.get("/bg/hora/"))[0][0] == "Събрание"

    def test_of_people_without_a_body_needs_no_headings(self, client):
        named("Asen")
        page = read(client.get("/en/people/"))
        assert page.xpath("//main//li//a/text()") == ["Asen"]
        assert not page.xpath("//main//h2")

    def test_of_nobody_is_an_empty_state(self, client):
        factories.body()
        assert "There is nothing to show yet." in text(client.get("/en/people/"))

    def test_groups_those_of_a_body(self, client):
        body = factories.body()
        for name, group in (("Ana", "Green"), ("Maria", ""), ("Boris", "Green")):
            factories.role(on=body, of=named(name), group={"en": group} if group else {})
        names = read(client.get("/en/people/")).xpath("//main//h3 | //main//li//a")
        assert [name.text for name in names] == ["Maria", "Green", "Ana", "Boris"]

    def test_names_only_organisations_that_are_public(self, client):
        shown, hidden = factories.organisation(), factories.organisation("draft")
        factories.person(organisation=shown)
        factories.person(organisation=hidden)
        answer = client.get("/en/people/")
        assert shown.paths()["en"] in links(answer, within="//main")
        assert hidden.texts.get(language="en").name not in text(answer)

    def test_costs_the_same_for_many(self, client):
        def cost():
            with CaptureQueriesContext(connection) as made:
                client.get("/en/people/")
            return len(made)

        def more(number):
            for _number in range(number):
                factories.role(of=factories.person(organisation=factories.organisation()))
                factories.person(picture=factories.image())

        more(1)
        cost()
        few = cost()
        more(10)
        assert cost() == few <= 12


class TestPage:
    def test_says_who_it_is(self, client):
        organisation = factories.organisation()
        image = factories.image(alt={"en": "Ana at a desk", "bg": "Ана на бюро"})
        row = named("Ana", organisation=organisation, mail="ana@example.org", picture=image)
        row.texts.update(position="Director", text="<p>She leads.</p>")
        answer = client.get(row.paths()["en"])
        page = read(answer)
        assert page.xpath("//h1/text()") == ["Ana"]
        assert page.xpath("//p[@class='lead']/text()") == ["Director"]
        assert page.xpath("//main//img/@alt") == ["Ana at a desk"]
        assert links(answer)["mailto:ana@example.org"] == "ana@example.org"
        assert organisation.paths()["en"] in links(answer, within="//main")
        assert "She leads." in text(answer)
        assert head_links(answer, rel="canonical")[0]["href"].endswith(row.paths()["en"])

    def test_a_decorative_picture_has_no_words(self, client):
        image = factories.image(alt={"en": "A wall"}, decorative=True)
        row = named("Ana", picture=image)
        assert read(client.get(row.paths()["en"])).xpath("//main//img/@alt") == [""]

    def test_of_somebody_of_whom_only_the_name_is_known_has_no_empty_parts(self, client):
        row = named("Ana")
        page = read(client.get(row.paths()["en"]))
        assert not page.xpath("//main//h2 | //main//aside")

    def test_an_organisation_without_a_page_is_named_only(self, client):
        bare = factories.organisation()
        bare.texts.update(name="Small", text="")
        hidden = factories.organisation("draft")
        answer = client.get(named("Ana", organisation=bare).paths()["en"])
        assert "Small" in text(answer)
        assert bare.paths()["en"] not in links(answer)
        answer = client.get(named("Ana", organisation=hidden).paths()["en"])
        assert hidden.texts.get(language="en").name not in answer.text

    def test_falls_back_to_the_other_language(self, client):
        row = factories.person(languages=["bg"])
        name = row.texts.get().name
        answer = client.get(row.paths()["en"])
        page = read(answer)
        assert page.xpath("//h1[@lang='bg']/text()") == [name]
        assert page.xpath("//p[@class='note']")
        assert head_links(answer, rel="canonical")[0]["href"].endswith(row.paths()["bg"])
        assert read(client.get("/en/people/")).xpath("//main//a[@lang='bg']/text()") == [name]

    def test_roles_have_body_and_years_and_the_former_stand_apart(self, client):
        row = named("Ana")
        board = factories.body(label={"en": "Board"}, slug="board")
        experts = factories.body(label={"en": "Experts"}, order=1)
        factories.role(on=board, of=row, position={"en": "Chair"}, start="2019-05")
        factories.role(on=experts, of=row, group={"en": "Green"})
        factories.role(on=board, of=row, start="2015", end="2019-04")
        answer = client.get(row.paths()["en"])
        lines = [
            [" ".join(line.text_content().split()) for line in part.xpath(".//li")]
            for part in read(answer).xpath("//main//section")
        ]
        assert lines == [["Chair, Board, since 2019", "Experts, Green"], ["Board, 2015–2019"]]
        assert "Earlier" in text(answer)
        assert "/en/people/#body-board" in links(answer)

    def test_tells_machines_the_same(self, client):
        organisation = factories.organisation()
        row = factories.person(organisation=organisation, mail="ana@example.org")
        words = row.texts.get(language="en")
        page = told(client.get(row.paths()["en"]))["ProfilePage"]
        person = page["mainEntity"]
        assert person["@type"] == "Person"
        assert (person["name"], person["jobTitle"]) == (words.name, words.position)
        assert person["email"] == "ana@example.org"
        assert person["url"] == page["url"] == f"http://localhost:8000{row.paths()['en']}"
        assert person["worksFor"]["name"] == organisation.texts.get(language="en").name
        assert "image" not in person

    def test_has_a_way_to_it_and_a_share_image(self, client):
        row = named("Ana")
        answer = client.get(row.paths()["en"])
        names = [step["name"] for step in told(answer)["BreadcrumbList"]["itemListElement"]]
        assert names == ["Home", "People", "Ana"]
        (image,) = read(answer).xpath("//meta[@property='og:image']/@content")
        assert client.get(image.removeprefix("http://localhost:8000")).status_code == 200


class TestTime:
    """A role is over when the day, the month or the year of its end is."""

    @pytest.fixture
    def at(self, monkeypatch):
        def go(*moment):
            now = timezone.make_aware(datetime(*moment))  # noqa: DTZ001
            monkeypatch.setattr(timezone, "now", lambda: now)

        return go

    @pytest.mark.parametrize("end", ["2030-04-30", "2030-04"])
    def test_is_over_at_midnight(self, client, at, end):
        at(2030, 4, 30, 23, 58)
        row = named("Ana")
        board = factories.body(label={"en": "Board"})
        factories.role(on=board, of=row, end=end)
        assert sections(client.get("/en/people/")) == [("Board", ["Ana"])]
        assert "Earlier" not in text(client.get(row.paths()["en"]))
        at(2030, 5, 1, 0, 1)
        assert sections(client.get("/en/people/")) == []
        assert "Earlier" in text(client.get(row.paths()["en"]))

    @pytest.mark.parametrize("start", ["2030-05-01", "2030-05"])
    def test_begins_at_midnight(self, client, at, start):
        at(2030, 4, 30, 23, 58)
        row = named("Ana")
        board = factories.body(label={"en": "Board"})
        factories.role(on=board, of=row, start=start)
        role = Role.objects.get()
        assert sections(client.get("/en/people/")) == []
        assert not role.is_current
        assert "Board" not in text(client.get(row.paths()["en"]))
        at(2030, 5, 1, 0, 1)
        assert sections(client.get("/en/people/")) == [("Board", ["Ana"])]
        assert role.is_current
        assert "Board" in text(client.get(row.paths()["en"]))

    def test_a_year_lasts_until_its_end(self, client, at):
        at(2030, 4, 30)
        factories.role(of=named("Ana"), end="2030")
        factories.role(of=named("Boris"), end="2029")
        assert [role.person.slug for role in Role.objects.current()] == [
            role.person.slug for role in Role.objects.all() if role.is_current
        ]
        assert Role.objects.current().count() == 1


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        *(("2019", "2018", False), ("2019-05", "2019-04-30", False), ("2019", "2018-12", False)),
        *(("2019-05", "2019", True), ("2019", "2019-05", True), ("", "2019", True)),
        *(("2019", "", True), ("2019-05-01", "2019-05-01", True), ("", "", True)),
    ],
)
def test_a_role_does_not_end_before_it_begins(start, end, fits):
    if fits:
        assert factories.role(start=start, end=end).pk
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            factories.role(start=start, end=end)


class TestDoors:
    def test_search_finds_name_and_position(self, client):
        row = named("Иван Петров")
        row.texts.filter(language="bg").update(position="Изпълнителен директор")
        for asked in ("petrov", "изпълнителен директор"):
            assert "/bg/hora/" in str(links(client.get("/bg/tarsene/", {"q": asked}))), asked
        row.status = "withdrawn"
        row.save()
        assert row.paths()["bg"] not in links(client.get("/bg/tarsene/?q=petrov"))

    def test_sitemap(self, client):
        shown, hidden = factories.person(), factories.person("draft")
        found = "".join(part.text for part in sitemap_parts(client))
        assert shown.paths()["en"] in found
        assert hidden.slug not in found

    def test_link_dialog(self, client):
        row = named("Ana")
        client.force_login(factories.user("Editors"))
        (found,) = client.get("/admin/links/?q=Ana").json()["targets"]
        assert found["title"] == "Ana"
        page = factories.page(text=f'<p><a href="ref:{row.uid}">her</a></p>')
        assert row.paths()["en"] in links(client.get(page.get_absolute_url()))

    def test_a_new_address_leads_on_and_a_withdrawn_one_is_gone(self, client):
        row = factories.person(slug="first")
        row.slug = "second"
        row.save()
        assert client.get("/en/people/first/")["Location"] == "/en/people/second/"
        row.status = "withdrawn"
        row.save()
        assert client.get("/en/people/second/").status_code == 410

    def test_a_person_appears_at_the_instant(self, client, monkeypatch):
        soon = timezone.now() + timedelta(hours=1)
        row = factories.person("scheduled", published_at=soon)
        factories.role(of=row)
        assert row.paths()["en"] not in links(client.get("/en/people/"))
        monkeypatch.setattr(timezone, "now", lambda: soon + timedelta(seconds=1))
        assert row.paths()["en"] in links(client.get("/en/people/"))
