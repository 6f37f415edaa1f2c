"""Editing people and bodies."""

import pytest
from django.urls import reverse

from people.models import Body, Person
from tests import factories
from tests.admin import errors, filled, hidden

pytestmark = pytest.mark.django_db
ADD = "admin:people_person_add"
ADD_BODY = "admin:people_body_add"


def signed_in(client, group):
    client.force_login(factories.user(group, interface_language="en"))
    return client


@pytest.fixture
def editor(client):
    return signed_in(client, "Editors")


def added(client, address=ADD, **fields):
    url = reverse(address)
    start = {"texts-0-name": "Иван Петров"} if address == ADD else {}
    return client.post(url, {**filled(client.get(url)), **start, **fields})


def role(number=0, **fields):
    """Return the fields of one role in a form."""
    usual = {f"{name}_{code}": "" for name in ("position", "group") for code in ("bg", "en")}
    row = {**usual, "start": "", "end": "", "order": "0", **fields}
    named = {f"roles-{number}-{name}": value for name, value in row.items()}
    return {"roles-TOTAL_FORMS": str(number + 1), **named}


class TestPerson:
    def test_is_added_with_texts_and_roles(self, editor):
        body = factories.body()
        answer = added(
            editor,
            **{"texts-0-position": "Директор", "mail": "ivan@example.org"},
            **role(body=body.pk, position_en="Chair", start="05.2019"),
        )
        assert answer.status_code == 302, errors(answer)
        row = Person.objects.get(slug="ivan-petrov")
        assert row.mail == "ivan@example.org"
        made = row.roles.get()
        assert (made.body, made.position, made.start) == (body, {"en": "Chair"}, "2019-05")

    def test_a_role_that_ends_before_it_begins_is_refused_and_kept(self, editor):
        fields = role(body=factories.body().pk, start="2020", end="2019")
        answer = added(editor, **fields)
        assert "It would end before it begins." in " ".join(errors(answer))
        assert 'value="2019"' in answer.text
        assert "Иван Петров" in answer.text

    def test_a_draft_may_wait_for_a_description_of_the_picture(self, editor):
        image = factories.image(alt={})
        assert added(editor, picture=image.pk).status_code == 302
        answer = added(editor, picture=image.pk, status="published")
        assert "Describe the picture" in " ".join(errors(answer))
        image.alt = {"bg": "Иван"}
        image.save()
        assert added(editor, picture=image.pk, status="published").status_code == 302

    def test_list_tells_what_is_missing(self, editor):
        row = factories.person(languages=["bg"])
        page = editor.get(reverse("admin:people_person_changelist")).text
        assert "position EN, picture" in page
        assert "position BG" not in page
        assert row.texts.get().name in page

    def test_is_found_in_either_alphabet(self, editor):
        added(editor)
        for asked in ("иван", "IVAN"):
            page = editor.get(reverse("admin:people_person_changelist"), {"q": asked})
            assert "Иван Петров" in page.text, asked

    def test_on_a_body_is_not_deleted(self, editor):
        row = factories.person()
        factories.role(of=row, on=factories.body(label={"en": "The board"}))
        url = reverse("admin:people_person_delete", args=[row.pk])
        assert "The board" in editor.get(url).text
        editor.post(url, {"post": "yes"})
        assert Person.objects.filter(pk=row.pk).exists()

    def test_writers_write_drafts_and_publish_nothing(self, client):
        writer = signed_in(client, "Writers")
        assert added(writer, status="published").status_code == 302
        row = Person.objects.get()
        assert row.status == "draft"
        assert writer.get(row.paths()["en"]).status_code == 200
        public = factories.person()
        url = reverse("admin:people_person_change", args=[public.pk])
        assert writer.post(url, {"mail": "x@example.org"}).status_code == 403

    def test_what_is_typed_is_kept_and_previewed(self, editor):
        row = factories.person("draft")
        url = reverse("admin:people_person_change", args=[row.pk])
        page = editor.get(url)
        data = {**filled(page), **hidden(page), "texts-1-name": "As typed"}
        assert editor.post("/admin/typing/keep/", data).status_code == 200
        key = data["typing_key"]
        names = [editor.get(path, {"preview": key}).text for path in row.paths().values()]
        assert any("As typed" in name for name in names)
        assert "As typed" in editor.get(url, {"typing": key}).text
        assert not row.texts.filter(name="As typed").exists()

    def test_two_editors_do_not_overwrite_each_other(self, editor):
        row = factories.person()
        url = reverse("admin:people_person_change", args=[row.pk])
        data = {**filled(editor.get(url)), "mail": "mine@example.org"}
        row.mail = "theirs@example.org"
        row.save()
        assert "What you typed is still here" in " ".join(errors(editor.post(url, data)))


class TestBody:
    def test_is_added_with_people(self, editor):
        person = factories.person()
        answer = added(editor, ADD_BODY, label_en="Board", **role(person=person.pk))
        assert answer.status_code == 302, errors(answer)
        assert Body.objects.get(slug="board").roles.get().person == person

    def test_is_offered_by_its_name(self, editor):
        factories.body(label={"bg": "Управителен съвет"})
        query = {"app_label": "people", "model_name": "role", "field_name": "body", "term": "управ"}
        assert "Управителен съвет" in str(editor.get("/admin/autocomplete/", query).json())

    def test_writers_only_look(self, client):
        writer = signed_in(client, "Writers")
        role = factories.role()
        url = reverse("admin:people_body_change", args=[role.body.pk])
        assert str(role.person) in writer.get(url).text
        assert writer.post(url, {}).status_code == 403
        assert writer.get(reverse(ADD_BODY)).status_code == 403

    def test_two_editors_do_not_overwrite_each_other(self, editor):
        body = factories.body()
        url = reverse("admin:people_body_change", args=[body.pk])
        data = {**filled(editor.get(url)), "mail": "mine@example.org"}
        Body.objects.update(order=7)
        assert "What you typed is still here" in " ".join(errors(editor.post(url, data)))

    def test_costs_the_same_for_many_people(self, editor, django_assert_max_num_queries):
        body = factories.body()
        for _number in range(5):
            factories.role(on=body)
        url = reverse("admin:people_body_change", args=[body.pk])
        editor.get(url)
        with django_assert_max_num_queries(20):
            editor.get(url)
