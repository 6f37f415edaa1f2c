"""The check on the desk: who may run it, what it says, and that it keeps its last report."""

import pytest
from django.test import Client
from django.urls import reverse

from delivery.store.front import FRONT
from evidence.models import LastReport
from tests import factories
from tests.evidence import site
from tests.knowledgecity.test_doors import clients  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db
PAGE = "/admin/visibility/"


@pytest.fixture
def project():
    return site.project(slug="investech", acronym="InvesTech", planned_end="2025-01-01")


def editor(language="en"):
    client = Client()
    client.force_login(factories.user("Editors", interface_language=language))
    return client


def shown(client, address=PAGE):
    return client.get(address).content.decode()


def test_who_may_run_it(clients, project):  # noqa: F811
    for method in ("get", "post"):
        answers = [getattr(client, method)(PAGE) for client in clients]
        wanted = 200 if method == "get" else 302
        assert [answer.status_code for answer in answers] == [wanted] * 4 + [302]
        assert [answer.headers.get("Location", PAGE) for answer in answers[:4]] == [PAGE] * 4
        assert "/login/" in answers[4].headers["Location"]


def test_staff_without_the_right_may_not(project):
    client = Client()
    client.force_login(factories.user("", is_staff=True))
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE).status_code == 403
    assert not LastReport.objects.exists()
    assert PAGE not in shown(client, "/admin/")


def test_it_is_linked_from_the_front_page_and_from_the_form_of_a_project(project):
    client = editor()
    assert f'href="{PAGE}"' in shown(client, "/admin/")
    form = reverse("admin:projects_project_change", args=[project.pk])
    assert f'href="{PAGE}?project=investech"' in shown(client, form)


def test_nobody_has_checked_yet(project):
    assert "Nobody has checked this yet." in shown(editor())


def test_what_is_severe_comes_first_with_links_to_form_and_page(project, monkeypatch):
    monkeypatch.setattr("projects.views.page.shown_of", lambda grants, language: [])
    client = editor()
    page = client.post(PAGE, follow=True).content.decode()
    assert "Findings: 2 are severe" in page
    severe, _heading, warnings = page.partition('<h2 id="warnings">')
    assert "Neither the emblem nor the statement is shown." in severe
    assert '<a href="/en/projects/investech/">' in severe
    assert f'href="{reverse("admin:projects_project_change", args=[project.pk])}"' in severe
    assert "<h3>InvesTech</h3>" in warnings
    assert "Not known: amounts." in warnings


def test_the_last_report_stays_in_the_language_of_whoever_looks(project):
    editor().post(PAGE)
    page = shown(editor("bg"))
    assert "Не е известно: суми." in page
    assert "Прегледани са 2 места." in page
    assert LastReport.objects.count() == 1


def test_one_project_has_a_report_of_its_own(project):
    factories.project(slug="other", acronym="Other")
    client = editor()
    client.post(f"{PAGE}?project=other")
    assert "Nobody has checked this yet." in shown(client)
    page = shown(client, f"{PAGE}?project=other")
    assert "<h3>Other</h3>" in page
    assert "<h3>InvesTech</h3>" not in page
    assert client.get(f"{PAGE}?project=nowhere").status_code == 404


def test_it_asks_the_page_store_of_its_worker(project):
    asked = []

    def store(environ, start_response):
        asked.append(environ["PATH_INFO"])
        start_response("503 Service Unavailable", [])
        return [b""]

    page = editor().post(PAGE, follow=True, **{FRONT: store}).content.decode()
    assert sorted(asked) == sorted(project.paths().values())
    assert "The address answers 503, not 200." in page


def test_everything_that_is_known_is_shown(project, monkeypatch):
    monkeypatch.setattr("evidence.gaps.missing_facts", lambda project: [])
    page = editor().post(PAGE, follow=True).content.decode()
    assert "Everything that is known is shown." in page
    assert 'id="warnings"' not in page
