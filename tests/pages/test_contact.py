"""The contact page: the facts of the footer, and the form that visitors write to us in."""

import pytest

from tests import factories
from tests.reading import links, read

pytestmark = pytest.mark.django_db

FACTS = {
    "address": "12 Oborishte St\n1504 Sofia",
    "mail": "office@example.org",
    "phone": "+359 (0)2 123-45-67",
    "register_number": "123456789",
    "map_link": "https://map.example/sofia",
}


class TestFacts:
    @pytest.mark.parametrize(
        ("path", "label", "map_words"),
        [
            ("/en/contacts/", "Company register number (UIC)", "Show on a map"),
            ("/bg/kontakti/", "ЕИК", "Вижте на картата"),
        ],
    )
    def test_stand_on_the_contact_page_and_in_the_footer(self, client, path, label, map_words):
        language, slug = path.strip("/").split("/")
        factories.page(slug=slug, language=language, role="contact")
        factories.site_text(language, **FACTS)
        answer = client.get(path)
        for part in ("//main", "//footer"):
            words = read(answer).xpath(f"string({part})")
            assert {"1504 Sofia", label, "123456789"} <= {
                found for found in ("1504 Sofia", label, "123456789") if found in words
            }, part
            found = links(answer, within=part)
            assert found["tel:+35921234567"] == FACTS["phone"]
            assert found["https://map.example/sofia"] == map_words
            assert "mailto:office@example.org" in found

    def test_what_is_empty_is_not_shown(self, client):
        factories.page(slug="contacts", role="contact")
        factories.site_text(mail="office@example.org")
        answer = client.get("/en/contacts/")
        for words in ("UIC", "Show on a map", "Telephone", "tel:"):
            assert words not in answer.text

    def test_a_telephone_number_with_words_is_no_link(self, client):
        factories.site_text(phone="02 123 456, ask for Maria")
        answer = client.get("/en/")
        assert "ask for Maria" in answer.text
        assert "tel:" not in answer.text

    def test_the_footer_leads_to_the_public_contact_page_of_the_language(self, client):
        factories.page("draft", slug="draft", role="contact")
        factories.page(slug="kontakti", language="bg", role="contact")
        assert "Write to us" not in client.get("/en/").text
        assert links(client.get("/bg/"), within="//footer")["/bg/kontakti/"] == "Пишете ни"

    def test_the_footer_has_the_main_menu_again_and_the_feeds(self, client):
        factories.page(slug="about", title="About", menu="main")
        found = links(client.get("/en/"), within="//footer")
        assert {"/en/blog/", "/en/projects/", "/en/about/", "/en/feeds/"} <= set(found)

    def test_what_is_missing_stands_on_the_front_page_of_those_who_may_change_it(self, client):
        factories.site_text("en", **FACTS)
        row = factories.site_text("bg", **{**FACTS, "mail": "", "map_link": ""})
        client.force_login(factories.user("Editors"))
        answer = client.get("/admin/")
        gaps = read(answer).xpath("//section[h2/@id='contact-gaps']")[0]
        assert [" ".join(one.text_content().split()) for one in gaps.xpath(".//li")] == [
            "Bulgarian: mail, address on a map"
        ]
        assert gaps.xpath(".//a/@href") == [f"/admin/pages/sitetext/{row.pk}/change/"]
        factories.site_text("bg", **FACTS)
        assert "contact-gaps" not in client.get("/admin/").text
        factories.site_text("bg", mail="")
        client.force_login(factories.user("Writers"))
        assert "contact-gaps" not in client.get("/admin/").text
