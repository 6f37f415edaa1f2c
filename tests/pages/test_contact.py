"""The contact page: the facts of the footer, and the form that visitors write to us in."""

import time
from datetime import timedelta
from unittest import mock
from urllib.parse import urlencode

import pytest
from django.core.signing import TimestampSigner

from delivery import clock
from pages.contact import tokens
from pages.models import Message
from tests import factories
from tests.delivery.visitor import Visitor
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


EN, BG = "/en/contacts/", "/bg/kontakti/"
# As Chromium sends a form of our own page.
OWN = {"HTTP_ORIGIN": "http://testserver", "HTTP_SEC_FETCH_SITE": "same-origin"}
WRITTEN = {
    "subject": "project",
    "name": "Ana Petrova",
    "mail": "ana@example.org",
    "text": "Good morning,\r\nhow are you?",
    "consent": "on",
}


@pytest.fixture
def contacts():
    """The contact page in both languages."""
    page = factories.page(slug="contacts", title="Contacts", role="contact")
    factories.page(slug="kontakti", title="Контакти", language="bg", role="contact", key=page.key)
    factories.site_text("en", mail="office@example.org", keep_messages=90)
    return page


def token(age=timedelta(minutes=1)):
    """Return a token of a form that was opened some time ago."""
    with mock.patch("time.time", return_value=time.time() - age.total_seconds()):
        return tokens.make()


def send(client, path=EN, headers=OWN, **fields):
    """Send the form as somebody who has filled it in with a script."""
    return client.post(path, {**WRITTEN, "token": token(), **fields}, **headers)


def fields_of(answer):
    """Return what stands in the form of an answer, as a browser would send it again."""
    form = read(answer).xpath("//form[@class='contact-form']")[0]
    # A browser drops the line break that Django puts before the text of a textarea.
    return {name: (value or "").removeprefix("\n") for name, value in form.form_values()}


def note(answer):
    return read(answer).xpath("string(//p[@class='note'])")


@pytest.mark.usefixtures("contacts")
class TestForm:
    @pytest.mark.parametrize(
        ("path", "words", "consent"),
        [
            (EN, "What is it about?", "keep my message for 90 days"),
            (BG, "За какво се отнася?", "180 дни"),
        ],
    )
    def test_stands_on_the_contact_page(self, client, path, words, consent):
        answer = client.get(path)
        assert words in answer.text
        assert consent in read(answer).xpath("string(//label[@for='contact-consent'])")
        assert read(answer).xpath("//form[@method='post']/@action") == [path]
        assert fields_of(answer)["token"] == ""
        assert "js/contact.js" in answer.text
        assert "js/contact.js" not in client.get("/en/").text

    def test_the_consent_leads_to_the_page_on_privacy(self, client):
        assert not read(client.get(EN)).xpath("//form//label/a")
        factories.page(slug="privacy", role="privacy")
        assert read(client.get(EN)).xpath("//form//label/a/@href") == ["/en/privacy/"]
        assert not read(client.get(BG)).xpath("//form//label/a")

    @pytest.mark.parametrize(("path", "language"), [(EN, "en"), (BG, "bg")])
    def test_with_a_script_one_press_keeps_the_message(self, client, path, language):
        answer = send(client, path)
        assert (answer.status_code, answer["Location"]) == (303, f"{path}?sent=1")
        message = Message.objects.get()
        assert message.language == language
        assert (message.subject, message.name) == ("project", "Ana Petrova")
        assert (message.mail, message.text) == ("ana@example.org", "Good morning,\nhow are you?")
        assert message.state == "new"
        days = {"en": 90, "bg": 180}[language]
        assert message.delete_on == clock.today() + timedelta(days=days)

    def test_thanks_on_a_page_of_its_own(self, client):
        answer = client.get(f"{EN}?sent=1")
        assert "Your message has been received" in answer.text
        assert "We keep it for 90 days" in answer.text
        assert 'content="noindex"' in answer.text
        assert answer["Cache-Control"] == "no-store"

    def test_without_scripts_the_second_press_keeps_it(self, client):
        first = client.post(EN, WRITTEN, **OWN)
        assert first.status_code == 200
        assert "Check and send" in first.text
        assert 'content="noindex"' in first.text
        assert not Message.objects.exists()
        again = fields_of(first)
        assert again["text"] == "Good morning,\nhow are you?"
        soon = client.post(EN, again, **OWN)
        assert soon.status_code == 422
        assert "press Send once more" in note(soon)
        again = fields_of(soon)
        with mock.patch("time.time", return_value=time.time() + 4):
            assert client.post(EN, again, **OWN).status_code == 303
        assert Message.objects.get().name == "Ana Petrova"

    def test_the_token_for_the_script_is_new_each_time(self, client):
        answers = [client.get(f"{EN}?token=1") for _time in range(2)]
        assert len({answer.text for answer in answers}) == 2
        assert all(answer["Cache-Control"] == "no-store" for answer in answers)
        assert answers[0]["Content-Type"] == "text/plain"
        with mock.patch("time.time", return_value=time.time() + 60):
            assert send(client, token=answers[0].text).status_code == 303

    def test_costs_few_queries(self, client, django_assert_max_num_queries):
        with django_assert_max_num_queries(2):
            client.get(f"{EN}?token=1")
        with django_assert_max_num_queries(15):
            assert send(client).status_code == 303

    def test_no_answer_sets_a_cookie(self, client):
        send(client)
        send(client, name="")
        send(client, token="")
        send(client, homepage="x")
        client.post(EN, WRITTEN, HTTP_ORIGIN="https://evil.example")
        for query in ("", "?sent=1", "?token=1"):
            client.get(EN + query)
        assert not client.cookies


@pytest.mark.usefixtures("contacts")
class TestRefused:
    def refused(self, answer, status, words):
        """Expect a kind refusal that keeps what was typed, and no message."""
        assert answer.status_code == status
        assert words in " ".join(read(answer).xpath("//main")[0].text_content().split())
        assert answer["Cache-Control"] == "no-store"
        assert 'content="noindex"' in answer.text
        assert fields_of(answer)["token"]
        return fields_of(answer)

    @pytest.mark.parametrize(
        ("field", "value", "words"),
        [
            ("subject", "", "Choose what your message is about."),
            ("subject", "spam", "Choose what your message is about."),
            ("name", " ", "Write your name"),
            ("name", "x" * 121, "at most 120 characters"),
            ("mail", "", "our answer goes there"),
            ("mail", "ana@", "such as name@example.org"),
            ("mail", '"a,b"@example.org', "such as name@example.org"),
            ("mail", "a@example.org\nBcc: b@example.org", "such as name@example.org"),
            ("text", "", "Write your message."),
            ("text", "x" * 5001, "Your message has 5001 characters. At most 5000 fit"),
            ("text", "a\x00b", "Null characters are not allowed"),
            ("consent", "", "Tick this box"),
        ],
    )
    def test_a_field_that_is_wrong(self, client, field, value, words):
        kept = self.refused(send(client, **{field: value}), 422, words)
        others = {**WRITTEN, "text": "Good morning,\nhow are you?"}
        others.pop(field)
        assert others.items() <= kept.items()
        assert not Message.objects.exists()

    def test_a_field_that_is_wrong_is_marked_for_screen_readers(self, client):
        field = read(send(client, mail="ana@")).get_element_by_id("contact-mail")
        assert field.get("aria-invalid") == "true"
        described = field.get("aria-describedby")
        assert "name@example.org" in read(send(client, mail="ana@")).xpath(
            f"string(//*[@id='{described}'])"
        )

    def test_the_ends_of_lines_count_once(self, client):
        assert send(client, text="x\r\n" * 2500).status_code == 303

    def test_what_is_not_utf_8(self, client):
        body = urlencode({**WRITTEN, "token": token()}).replace("Ana", "%E0n%FF")
        kind = "application/x-www-form-urlencoded"
        self.refused(client.post(EN, body, content_type=kind, **OWN), 422, "could not be read")
        assert not Message.objects.exists()

    @pytest.mark.parametrize(
        "headers",
        [
            {"HTTP_ORIGIN": "https://evil.example"},
            {"HTTP_ORIGIN": "null"},
            {"HTTP_ORIGIN": "http://testserver.evil.example"},
            {"HTTP_SEC_FETCH_SITE": "cross-site"},
            {"HTTP_SEC_FETCH_SITE": "same-site"},
        ],
    )
    def test_from_another_site(self, client, headers):
        kept = self.refused(send(client, headers=headers), 403, "came from another site")
        assert not Message.objects.exists()
        assert client.post(EN, kept, **OWN).status_code == 303

    @pytest.mark.parametrize("headers", [{}, {"HTTP_SEC_FETCH_SITE": "same-origin"}])
    def test_old_browsers_may_write(self, client, headers):
        assert send(client, headers=headers).status_code == 303

    @pytest.mark.parametrize(
        "value",
        [
            "forged",
            f"{'x' * 32}:1abcde:{'y' * 43}",
            lambda: token(timedelta(hours=25)),
            lambda: TimestampSigner(salt="other").sign("x" * 32),
        ],
    )
    def test_a_token_that_is_forged_or_old(self, client, value):
        value = value() if callable(value) else value
        kept = self.refused(send(client, token=value), 422, "open for too long")
        assert kept["token"] != value
        assert not Message.objects.exists()

    def test_a_form_that_is_sent_twice_is_kept_once(self, client):
        mark = token()
        assert [send(client, token=mark).status_code for _time in range(2)] == [303, 303]
        assert Message.objects.count() == 1

    def test_a_form_that_is_sent_again_with_other_words_gets_a_new_token(self, client):
        mark = token()
        send(client, token=mark)
        kept = self.refused(send(client, token=mark, text="And this"), 422, "sent a message")
        assert (kept["text"], kept["token"] != mark) == ("And this", True)
        with mock.patch("time.time", return_value=time.time() + 4):
            assert client.post(EN, kept, **OWN).status_code == 303
        assert Message.objects.count() == 2

    def test_a_robot_is_thanked_and_nothing_is_kept(self, client):
        answer = send(client, homepage="https://spam.example")
        assert (answer.status_code, answer["Location"]) == (303, f"{EN}?sent=1")
        assert not Message.objects.exists()

    def test_the_trap_is_hidden_from_everybody_else(self, client):
        trap = read(client.get(EN)).get_element_by_id("contact-homepage")
        assert (trap.get("tabindex"), trap.get("autocomplete")) == ("-1", "off")
        assert trap.xpath("ancestor::div[@aria-hidden='true']/@class") == ["field-trap"]
        assert "Leave this field empty" in client.get(EN).text

    def test_a_flood_from_one(self, client):
        for number in range(5):
            assert send(client, text=f"Text {number}").status_code == 303
        answer = send(client, text="One more")
        kept = self.refused(answer, 429, "Or write to office@example.org.")
        assert kept["text"] == "One more"
        assert answer["Retry-After"] == "3600"
        assert Message.objects.count() == 5
        assert send(client, headers={"REMOTE_ADDR": "192.0.2.7"}).status_code == 303
        Message.objects.update(received_at=clock.now() - timedelta(minutes=61))
        assert client.post(EN, kept, **OWN).status_code == 303

    def test_a_flood_from_many(self, client):
        for number in range(60):
            factories.message(sender=f"{number}")
        self.refused(send(client), 429, "Too many messages")
        assert Message.objects.count() == 60

    def test_a_neighbour_in_the_same_network_is_the_same_sender(self, client):
        for number in range(5):
            send(client, text=f"Text {number}", headers={"REMOTE_ADDR": f"2001:db8::{number}"})
        assert send(client, headers={"REMOTE_ADDR": "2001:db8::9"}).status_code == 429
        assert send(client, headers={"REMOTE_ADDR": "2001:db8:0:1::9"}).status_code == 303

    def test_the_sender_is_known_behind_a_proxy_and_cannot_be_made_up(self, client, settings):
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
        for number in range(5):
            made_up = {"HTTP_X_FORWARDED_FOR": f"10.0.0.{number}, 192.0.2.1"}
            send(client, text=f"Text {number}", headers=made_up)
        made_up = {"HTTP_X_FORWARDED_FOR": "10.0.0.9, 192.0.2.1"}
        assert send(client, headers=made_up).status_code == 429
        elsewhere = {"HTTP_X_FORWARDED_FOR": "10.0.0.9, 192.0.2.2"}
        assert send(client, headers=elsewhere).status_code == 303

    def test_the_address_of_the_sender_is_not_kept(self, client):
        send(client, headers={"REMOTE_ADDR": "192.0.2.1"})
        row = Message.objects.values().get()
        assert len(row["sender"]) == 64
        assert "192.0.2.1" not in str(row)

    def test_a_huge_body(self, client):
        answer = send(client, text="x" * 300_000)
        assert answer.status_code == 413
        assert "what you typed is still in the form" in answer.text
        assert not Message.objects.exists()

    def test_unknown_fields_and_parameters_change_nothing(self, client):
        answer = send(client, state="closed", delete_on="2099-01-01", other="x")
        assert answer.status_code == 303
        assert Message.objects.get().state == "new"
        plain = client.get(EN)
        assert client.get(f"{EN}?name=Ana&text=x&sent=&token=").content == plain.content

    @pytest.mark.parametrize("method", ["put", "delete", "patch"])
    def test_other_methods(self, client, method):
        answer = getattr(client, method)(EN)
        assert (answer.status_code, answer["Allow"]) == (405, "GET, POST, HEAD, OPTIONS")

    def test_no_other_page_takes_anything(self, client):
        factories.page(slug="about")
        factories.page("draft", slug="draft", role="contact")
        for path in ("/en/about/", "/en/draft/", "/en/nothing/", "/en/", "/bg/contacts/"):
            answer = send(client, path)
            assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS"), path
        assert not Message.objects.exists()
        assert "Thank you" not in client.get("/en/about/?sent=1").text
        assert "Text" in client.get("/en/about/?token=1").text

    def test_what_is_typed_is_shown_as_text(self, client):
        answer = send(client, name="<b>x</b>", mail="x", text="</textarea><script>1</script>")
        assert "<script>1" not in answer.text
        assert fields_of(answer)["text"] == "</textarea><script>1</script>"


class TestStore:
    @pytest.fixture(autouse=True)
    def _own_transaction(self, monkeypatch):
        wrapper = "django.db.backends.base.base.BaseDatabaseWrapper"
        monkeypatch.setattr(f"{wrapper}.close_if_unusable_or_obsolete", lambda self: None)

    @pytest.fixture
    def visitor(self, contacts):
        factories.settle()
        return Visitor()

    @pytest.mark.parametrize("first", [EN, f"{EN}?sent=1", f"{EN}?token=1"])
    def test_keeps_the_page_but_neither_thanks_nor_token(self, visitor, first):
        visitor.ask(EN, query=first.partition("?")[2])
        plain = visitor.ask(EN)
        assert "What is it about?" in plain.text
        assert visitor.ask(EN, query="x=1").state == "hit"
        for query in ("sent=1", "token=1"):
            answers = [visitor.ask(EN, query=query) for _time in range(2)]
            for answer in answers:
                assert answer.state == "fwd=bypass"
                assert answer.headers["cache-control"] == "no-store"
        assert answers[0].body != answers[1].body
        again = visitor.ask(EN)
        assert (again.state, again.body) == ("hit", plain.body)

    def test_keeps_nothing_that_is_sent(self, visitor):
        for _time in range(2):
            answer = visitor.ask(EN, method="POST")
            assert (answer.status, answer.headers["cache-control"]) == (422, "no-store")
            assert "cache-status" not in answer.headers
            assert "set-cookie" not in answer.headers
        assert "Please correct" not in visitor.ask(EN).text


class TestPrivacy:
    def test_the_page_says_what_the_form_keeps(self, client, contacts):
        factories.page(slug="privacy", text="<p>Ours</p>", role="privacy")
        factories.page(slug="poveritelnost", language="bg", role="privacy")
        answer = client.get("/en/privacy/")
        words = " ".join(read(answer).xpath("//main")[0].text_content().split())
        assert words.index("Ours") < words.index("What the contact form keeps")
        assert "it is deleted after 90 days" in words
        assert EN in links(answer, within="//main")
        assert "office@example.org" not in words
        assert "се изтрива след 180 дни" in client.get("/bg/poveritelnost/").text

    def test_says_nothing_where_there_is_no_form(self, client):
        factories.page(slug="privacy", role="privacy")
        assert "contact form" not in client.get("/en/privacy/").text


class TestProjectContacts:
    @pytest.fixture(autouse=True)
    def contact_page(self):
        for language, slug in (("en", "contacts"), ("bg", "kontakti")):
            factories.page(slug=slug, language=language, role="contact")

    def test_a_running_project_names_whom_to_ask(self, client):
        ana = factories.person(slug="ana", mail="ana@example.org")
        factories.project(slug="green", start="2020", planned_end="2099", contact=ana)
        factories.project(slug="over", start="2010", actual_end="2012", contact=ana)
        factories.project(slug="silent", start="2020", planned_end="2099")
        for path, people in (("/en/contacts/", "people"), ("/bg/kontakti/", "hora")):
            shown = links(client.get(path), "//main")
            assert {f"/{path[1:3]}/{people}/ana/", "mailto:ana@example.org"} <= set(shown)
            assert any(link.endswith("/green/") for link in shown)
            assert not any(link.endswith(("/over/", "/silent/")) for link in shown)

    @pytest.mark.parametrize("stage", factories.HIDDEN)
    def test_nobody_who_is_not_public_is_named(self, client, stage):
        hidden = factories.person(stage, mail="secret@example.org")
        factories.project(start="2020", planned_end="2099", contact=hidden)
        ana = factories.person(slug="ana")
        factories.project(stage, start="2020", planned_end="2099", contact=ana)
        shown = client.get("/en/contacts/").text
        assert "secret@example.org" not in shown
        assert "/en/people/ana/" not in shown
