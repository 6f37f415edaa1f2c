"""Editing projects, their participants and their results."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import Person
from projects.models import Participation, Programme, Project, Result
from tests import factories
from tests.admin import errors, filled
from tests.reading import read

pytestmark = pytest.mark.django_db


def change(row):
    return reverse(f"admin:projects_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture
def editor(client):
    client.force_login(factories.user("Editors", interface_language="en"))
    return client


def test_project_is_added_with_texts_and_participants(editor):
    organisation = factories.organisation()
    url = reverse("admin:projects_project_add")
    data = filled(editor.get(url))
    assert (data["texts-0-language"], data["texts-1-language"]) == ("bg", "en")

    answer = editor.post(
        url,
        {
            **data,
            "acronym": "InvesTech",
            "start": "01.2022",
            "texts-1-name": "Investing in technology",
            "participations-TOTAL_FORMS": "2",
            "participations-0-organisation": organisation.pk,
            "participations-0-role": "coordinator",
            "participations-0-order": "0",
            "participations-1-country": "rs",
            "participations-1-role": "unknown",
            "participations-1-order": "1",
            "status": "published",
        },
    )

    assert answer.status_code == 302, errors(answer)
    project = Project.objects.get()
    assert (project.slug, project.start) == ("investech", "2022-01")
    assert [text.language for text in project.texts.all()] == ["en"]
    rows = project.participations.values_list("organisation", "country", "role")
    assert list(rows) == [(organisation.pk, "", "coordinator"), (None, "RS", "unknown")]


def test_country_is_two_letters(editor):
    project = factories.project("draft")
    data = filled(editor.get(change(project)))

    answer = editor.post(
        change(project),
        {
            **data,
            "participations-TOTAL_FORMS": "1",
            "participations-0-country": "1Я",
            "participations-0-role": "partner",
            "participations-0-order": "0",
        },
    )

    assert "Two Latin letters" in " ".join(errors(answer))


def test_participant_is_an_organisation_or_a_country(editor):
    project = factories.project("draft")
    data = filled(editor.get(change(project)))
    row = {
        "participations-TOTAL_FORMS": "1",
        "participations-0-organisation": factories.organisation().pk,
        "participations-0-country": "BG",
        "participations-0-role": "partner",
        "participations-0-order": "0",
    }

    answer = editor.post(change(project), {**data, **row})

    assert "Choose an organisation, or give only a country." in " ".join(errors(answer))


def test_amounts_ask_for_a_currency(editor):
    project = factories.project("draft")

    answer = editor.post(
        change(project), {**filled(editor.get(change(project))), "amount_total": "10.50"}
    )

    assert "currency of the amounts" in " ".join(errors(answer))


def test_project_in_use_is_not_deleted_and_its_uses_are_named(editor):
    project = factories.project()
    post = factories.post(title="About it")
    post.story.projects.add(project)
    result = factories.result(of=project)
    url = reverse("admin:projects_project_delete", args=[project.pk])

    page = editor.get(url).content.decode()
    editor.post(url, {"post": "yes"})

    assert "About it" in page
    assert str(result) in page
    assert Project.objects.filter(pk=project.pk).exists()


def test_writer_cannot_change_participants_of_a_public_project(client):
    project = factories.project()
    row = Participation.objects.create(project=project, country="BG")
    client.force_login(factories.user("Writers"))

    page = client.get(change(project))
    assert "participations-0-country" not in page.content.decode()
    answer = client.post(
        change(project),
        {
            "participations-TOTAL_FORMS": "1",
            "participations-INITIAL_FORMS": "1",
            "participations-0-id": row.pk,
            "participations-0-DELETE": "on",
        },
    )

    assert answer.status_code == 403
    assert project.participations.count() == 1


def test_list_tells_phase_and_gaps(editor):
    factories.project(start="2020", planned_end="2021")

    page = editor.get(reverse("admin:projects_project_changelist"), {"phase": "completed"})

    assert page.context["cl"].result_count == 1
    assert "text BG, text EN, programme, grant number (+4)" in page.text


def test_the_head_of_the_form_lists_what_is_missing(editor):
    programme = Programme.objects.get(code="erasmus-2021")
    project = factories.project(
        programme=programme,
        grant_number="1",
        start="2024",
        planned_end="2028",
        site="https://e.org",
    )
    us = factories.organisation(is_cluster=True)
    Participation.objects.create(project=project, organisation=us, role="coordinator")
    (box,) = read(editor.get(change(project))).xpath("//details[@class='still-missing']")
    assert [item.text for item in box.xpath(".//li")] == [
        *("text BG", "text EN", "whether funded or co-funded", "amounts"),
    ]


def test_the_head_of_the_form_is_silent_when_everything_is_known(editor):
    project = factories.project(**factories.WHOLE_PROJECT)
    for text in project.texts.all():
        text.text = "<p>Text</p>"
        text.save()
    us = factories.organisation(is_cluster=True)
    Participation.objects.create(project=project, organisation=us, role="coordinator")
    project.programme = Programme.objects.get(code="horizon-europe")
    project.granting_authority = {"en": "European Commission (EACEA)"}
    project.save()
    assert "still-missing" not in editor.get(change(project)).text


def test_the_front_page_counts_missing_facts_of_public_projects(editor):
    project = factories.project(acronym="Degrebe")
    factories.project("draft", acronym="Draft")
    (box,) = read(editor.get("/admin/")).xpath("//section[contains(@class, 'gaps')]")
    assert [" ".join(item.text_content().split()) for item in box.xpath(".//li")] == [
        "Degrebe: 8 facts missing"
    ]
    assert change(project) in box.xpath(".//@href")


def test_result_is_added_with_texts_and_links(editor):
    project = factories.project()
    url = reverse("admin:projects_result_add")

    answer = editor.post(
        url,
        {
            **filled(editor.get(url)),
            "project": project.pk,
            "texts-0-title": "Наръчник за обучители",
            "links-TOTAL_FORMS": "1",
            "links-0-url": "https://example.org/guide.pdf",
            "links-0-label_bg": "Изтегли",
            "links-0-label_en": "",
            "links-0-language": "en",
            "links-0-order": "0",
        },
    )

    assert answer.status_code == 302, errors(answer)
    result = Result.objects.get()
    assert result.slug == "narachnik-za-obuchiteli"
    assert result.links.get().label == {"bg": "Изтегли"}


def test_part_of_a_result_of_another_project_is_refused(editor):
    result, stranger = factories.result("draft"), factories.result()

    answer = editor.post(
        change(result), {**filled(editor.get(change(result))), "parent": stranger.pk}
    )

    assert "belongs to another project" in " ".join(errors(answer))


@pytest.mark.parametrize(("group", "status"), [("Editors", 403), ("Administrators", 302)])
def test_programmes_are_the_administrators(client, group, status):
    client.force_login(factories.user(group))
    row = Programme.objects.first()
    url = change(row)
    page = client.get(url)
    data = {"version": "x"}
    if status == 302:
        data = {**filled(page), "period": "2099"}

    assert client.post(url, data).status_code == status


@pytest.mark.parametrize("language", ["en", "bg"])
def test_form_asks_as_often_for_many_participants_as_for_few(client, language):
    client.force_login(factories.user("Editors", interface_language=language))
    project = factories.project()

    def participants(number):
        for _place in range(number):
            Participation.objects.create(project=project, organisation=factories.organisation())

    def queries():
        with CaptureQueriesContext(connection) as caught:
            page = client.get(change(project))
        shown = page.text.count("selected")
        return len(caught), shown

    participants(2)
    queries()
    few, shown_before = queries()
    participants(10)
    many, shown_after = queries()
    assert many == few
    assert shown_after > shown_before


def test_form_shows_each_participant_and_what_was_chosen_instead(editor):
    project, other = factories.project(), factories.organisation()
    row = Participation.objects.create(project=project, organisation=factories.organisation())
    page = editor.get(change(project))
    chosen = read(page).xpath("//select[@name='participations-0-organisation']/option[@selected]")
    assert [(option.get("value"), option.text) for option in chosen] == [
        (str(row.organisation_id), str(row.organisation))
    ]
    data = filled(page) | {"participations-0-organisation": other.pk, "acronym": ""}
    again = editor.post(change(project), data)
    chosen = read(again).xpath("//select[@name='participations-0-organisation']/option[@selected]")
    assert [option.get("value") for option in chosen] == [str(other.pk)]


def test_contact_is_chosen_and_not_missed(editor):
    person, project = factories.person(), factories.project()
    url = reverse("admin:projects_project_change", args=[project.pk])
    page = editor.get(url)
    assert "contact" not in " ".join(str(gap) for gap in page.context["missing"])
    answer = editor.post(url, {**filled(page), "contact": person.pk})
    assert answer.status_code == 302, errors(answer)
    project.refresh_from_db()
    assert project.contact == person
    deletion = reverse("admin:people_person_delete", args=[person.pk])
    assert project.acronym in editor.get(deletion).text
    editor.post(deletion, {"post": "yes"})
    assert Person.objects.filter(pk=person.pk).exists()
