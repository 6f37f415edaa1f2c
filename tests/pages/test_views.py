"""Plain pages, their tree, the menus, the texts of the home page."""

import pytest

from pages.models import Page
from tests import factories
from tests.reading import links, read

pytestmark = pytest.mark.django_db


class TestPage:
    def test_shows_its_text_and_the_way_up_and_down(self, client):
        above = factories.page(slug="about-us", title="About us")
        page = factories.page(slug="board", title="Board", lead="Who decides:", parent=above)
        below = factories.page(slug="minutes", title="Minutes", parent=page)
        answer = client.get("/en/about-us/board/")
        assert "Who decides:" in answer.text
        assert page.text in answer.text
        found = links(answer, within="//main")
        assert above.get_absolute_url() in found
        assert below.get_absolute_url() == "/en/about-us/board/minutes/"
        assert below.get_absolute_url() in found

    def test_stands_only_where_it_stands(self, client):
        above = factories.page(slug="about-us")
        factories.page(slug="board", parent=above)
        for path in ("/en/board/", "/bg/about-us/board/", "/en/about-us/other/", "/en/a/b/c/d/"):
            assert client.get(path).status_code == 404, path

    def test_the_switch_leads_to_its_translation_or_home_in_words_of_that_language(self, client):
        page = factories.page(slug="contacts")
        answer = client.get("/en/contacts/")
        assert "/bg/" in links(answer, within="//header")
        assert "към началната страница" in answer.text
        factories.page(slug="kontakti", language="bg", key=page.key)
        answer = client.get("/en/contacts/")
        assert "/bg/kontakti/" in links(answer, within="//header")
        assert 'hreflang="bg" href="http://localhost:8000/bg/kontakti/"' in answer.text

    def test_moving_a_page_moves_what_is_below_it_in_one_hop(self, client):
        above = factories.page(slug="about-us")
        below = factories.page(slug="board", parent=above)
        factories.page(slug="minutes", parent=below)
        above.slug = "who-we-are"
        above.save()
        below.refresh_from_db()
        below.parent = None
        below.save()
        assert client.get("/en/board/minutes/").status_code == 200
        for path in ("/en/about-us/board/minutes/", "/en/who-we-are/board/minutes/"):
            answer = client.get(path)
            assert (answer.status_code, answer["Location"]) == (301, "/en/board/minutes/"), path

    def test_an_update_of_many_moves_them_too(self, client):
        above = factories.page(slug="about-us")
        factories.page(slug="board", parent=above)
        Page.objects.filter(pk=above.pk).update(slug="who-we-are")
        assert client.get("/en/who-we-are/board/").status_code == 200
        assert client.get("/en/about-us/board/")["Location"] == "/en/who-we-are/board/"

    def test_the_contact_page_shows_what_the_footer_knows(self, client):
        factories.page(slug="contacts", role="contact")
        factories.site_text(address="Sofia\nBulgaria", mail="office@example.org", phone="+359 2")
        text = read(client.get("/en/contacts/")).xpath("string(//main)")
        assert "office@example.org" in text
        assert "+359 2" in text


class TestMenus:
    def test_two_levels_in_the_order_of_the_staff(self, client):
        second = factories.page(slug="second", menu="main", order=2)
        first = factories.page(slug="first", menu="main", order=1)
        factories.page(slug="inner", menu="main", parent=second)
        factories.page(slug="quiet", parent=second)
        factories.page(slug="privacy", menu="footer")
        answer = client.get("/en/blog/")
        header = list(links(answer, within="//header"))
        assert header.index(first.get_absolute_url()) < header.index("/en/second/")
        assert "/en/second/inner/" in header
        assert "/en/second/quiet/" not in header
        assert "/en/privacy/" not in header
        assert "/en/privacy/" in links(answer, within="//footer")

    def test_a_menu_of_one_language_has_no_page_of_another(self, client):
        factories.page(slug="only-english", menu="main")
        assert "only-english" not in client.get("/bg/").text


class TestFooterAndHome:
    def test_the_footer_shows_what_staff_wrote_per_language(self, client):
        factories.site_text(
            mail="office@example.org", profiles=["LinkedIn https://www.linkedin.com/company/x/"]
        )
        answer = client.get("/en/news/")
        found = links(answer, within="//footer")
        assert "mailto:office@example.org" in found
        assert "https://www.linkedin.com/company/x/" in found
        assert "office@example.org" not in client.get("/bg/novini/").text

    def test_the_intro_and_the_promoted_block(self, client):
        factories.site_text(intro_title="A city that learns", intro="Two sentences.")
        project = factories.project(slug="investech")
        factories.promotion(title="Look", link=f"ref:{project.uid}")
        answer = client.get("/en/")
        assert read(answer).xpath("string(//h1)") == "A city that learns"
        assert "Two sentences." in answer.text
        assert (
            read(answer).xpath("string(//*[@id='promoted']//a/@href)") == "/en/projects/investech/"
        )
        assert "Look" not in client.get("/bg/").text

    def test_a_block_whose_page_is_hidden_leads_nowhere(self, client):
        project = factories.project("draft", slug="secret")
        factories.promotion(title="Look", link=f"ref:{project.uid}")
        answer = client.get("/en/")
        assert "Look" in answer.text
        assert "secret" not in answer.text


class TestMembers:
    def test_only_members_stand_there_and_can_be_narrowed(self, client):
        school = factories.organisation(slug="school", kind="school", country="BG")
        firm = factories.organisation(slug="firm", kind="company", country="GR")
        former = factories.organisation(slug="former", kind="company", country="GR")
        factories.organisation(slug="partner")
        school.relations.create(kind="founding_member", start="2016")
        firm.relations.create(kind="member")
        former.relations.create(kind="member", end="2020")
        found = links(client.get("/en/members/"), within="//main")
        assert {"/en/partners/school/", "/en/partners/firm/"} <= set(found)
        assert not {"/en/partners/former/", "/en/partners/partner/"} & set(found)
        narrowed = client.get("/en/members/?kind=school&country=BG")
        assert "/en/partners/firm/" not in links(narrowed, within="//main")
        assert "/en/partners/school/" in links(narrowed, within="//main")
        assert 'content="noindex, follow"' in narrowed.text

    def test_a_choice_that_nothing_fits_says_so(self, client):
        factories.organisation(kind="school", country="BG")
        factories.organisation(kind="company", country="GR")
        assert (
            "No results for these filters"
            in client.get("/en/partners/?kind=school&country=GR").text
        )

    @pytest.mark.parametrize(
        "query", ["kind=%00", "kind=x&country=%F0%9F%92%A9", "country=" + 900 * "B"]
    )
    def test_a_choice_that_is_none_changes_nothing(self, client, query):
        factories.organisation(slug="school", kind="school", country="BG")
        answer = client.get(f"/en/partners/?{query}")
        assert "/en/partners/school/" in links(answer, within="//main")
