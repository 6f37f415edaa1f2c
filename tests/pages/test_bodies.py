"""Pages that show who is on a board or a council."""

from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Body
from tests import factories
from tests.admin import errors, filled
from tests.reading import links, read, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def body():
    return factories.body(label={"en": "Board of experts", "bg": "Експертен съвет"})


@pytest.fixture
def experts(body):
    return factories.page(slug="experts", body=body)


def on(body, name, **facts):
    """Put a person with this name on a body."""
    person = factories.person(**facts.pop("person", {}))
    person.texts.update(name=name)
    return factories.role(on=body, of=person, **facts)


def shown(answer):
    """Return the groups and the names of a page, in order."""
    main = read(answer).xpath("//main//section")[0]
    return [" ".join(part.text.split()) for part in main.xpath(".//h3 | .//li/div[last()]/a[1]")]


def test_shows_the_people_of_its_body_by_group(client, body, experts):
    on(body, "Ana", group={"en": "Green", "bg": "Зелена"}, order=2)
    on(body, "Maria", position={"en": "Chair"}, order=3)
    on(body, "Boris", group={"en": "Digital"}, order=1)
    on(body, "Former", end="2019")
    on(body, "Draft", person={"stage": "draft"})
    factories.role(of=factories.person())
    answer = client.get("/en/experts/")
    assert shown(answer) == ["Maria", "Digital", "Boris", "Green", "Ana"]
    assert "Maria Chair" in text(answer)
    assert "Former" not in text(answer)
    assert "Draft" not in text(answer)
    headings = read(answer).xpath("//main//*[self::h1 or self::h2 or self::h3]")
    levels = [int(heading.tag[1]) for heading in headings]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_shows_their_organisation_and_picture(client, body, experts):
    organisation = factories.organisation()
    facts = {"organisation": organisation, "picture": factories.image(alt={"en": "Ana"})}
    role = on(body, "Ana", person=facts)
    answer = client.get("/en/experts/")
    assert {role.person.paths()["en"], organisation.paths()["en"]} <= set(links(answer, "//main"))
    # The name is beside it.
    assert read(answer).xpath("//main//img/@alt") == [""]


class TestNobody:
    def test_is_written_to_by_mail(self, client, body, experts):
        factories.page(slug="contacts", role="contact")
        Body.objects.update(mail="experts@example.org")
        answer = client.get("/en/experts/")
        assert "Write to us about the Board of experts: experts@example.org" in text(answer)
        assert "/en/contacts/" not in links(answer, "//main")

    def test_is_written_to_on_the_contact_page(self, client, experts):
        contact = factories.page(slug="contacts", title="Contacts", role="contact")
        factories.page(slug="kontakti", language="bg", role="contact")
        answer = client.get("/en/experts/")
        assert "Write to us about the Board of experts: contact form" in text(answer)
        assert links(answer, "//main")["/en/contacts/"] == "contact form"
        contact.status = "withdrawn"
        contact.save()
        assert "Write to us" not in text(client.get("/en/experts/"))

    def test_is_never_said_to_be_empty(self, client, experts):
        answer = client.get("/en/experts/")
        assert "There is nothing to show yet" not in text(answer)
        assert not read(answer).xpath("//main//h2")
        assert "/en/people/" in links(answer, "//main")


def test_a_page_without_a_body_shows_nobody(client, body):
    on(body, "Ana")
    factories.page(slug="plain")
    answer = client.get("/en/plain/")
    assert "/en/people/" not in links(answer, "//main")


def test_costs_the_same_for_many(client, body, experts):
    def cost():
        with CaptureQueriesContext(connection) as made:
            client.get("/en/experts/")
        return len(made)

    on(body, "Ana", person={"organisation": factories.organisation()})
    cost()
    few = cost()
    for number in range(10):
        on(body, f"P{number}", person={"organisation": factories.organisation()})
    assert cost() == few <= 12


class TestForm:
    @pytest.fixture
    def editor(self, client):
        client.force_login(factories.user("Editors", interface_language="en"))
        return client

    def test_takes_a_body_and_hands_it_to_the_translation(self, editor, body):
        page = factories.page()
        url = reverse("admin:pages_page_change", args=[page.pk])
        answer = editor.post(url, {**filled(editor.get(url)), "body": body.pk})
        assert answer.status_code == 302, errors(answer)
        page.refresh_from_db()
        assert page.body == body
        query = {"key": page.key, "language": "bg"}
        assert filled(editor.get(reverse("admin:pages_page_add"), query))["body"] == str(body.pk)

    def test_a_body_with_a_page_is_not_deleted(self, editor, body, experts):
        url = reverse("admin:people_body_delete", args=[body.pk])
        assert experts.title in editor.get(url).text
        editor.post(url, {"post": "yes"})
        assert Body.objects.filter(pk=body.pk).exists()
