"""Addresses for machines."""

from datetime import UTC, datetime

import pytest
from django.contrib.staticfiles import finders
from django.db import OperationalError
from django.utils import timezone

from pages.models import SiteText

pytestmark = pytest.mark.django_db


def test_robots_name_the_sitemap(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Sitemap: http://localhost:8000/sitemap.xml" in response.text
    assert "Disallow: /admin/" in response.text


def test_readers_that_ask_for_an_icon_without_a_page_get_one(client):
    response = client.get("/favicon.ico")
    assert response.status_code == 302
    assert finders.find(response.url.removeprefix("/static/"))


def test_live_asks_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/health/live").json() == {"live": True}


def test_ready_with_a_migrated_database(client):
    response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (
        200,
        {"ready": True, "problems": [], "store": {}},
    )


def test_not_ready_without_database_or_migrations(client, monkeypatch):
    def broken(*args):
        raise OperationalError

    executor = "knowledgecity.machines.MigrationExecutor"
    for name, answer, what in (
        ("__init__", broken, "database"),
        ("migration_plan", lambda *args: ["one"], "migrations"),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(f"{executor}.{name}", answer)
            response = client.get("/health/ready")
            assert response.status_code == 503
            assert [problem["what"] for problem in response.json()["problems"]] == [what]


def test_nobody_is_named_for_security_until_somebody_is(client, settings):
    settings.SECURITY_CONTACT = ""
    SiteText.objects.update(mail="")
    assert client.get("/.well-known/security.txt").status_code == 404
    SiteText.objects.update(mail="desk@example.org")
    assert "Contact: mailto:desk@example.org\n" in client.get("/.well-known/security.txt").text


def test_the_security_contact_is_what_the_standard_asks_for(client, settings):
    settings.SECURITY_CONTACT = "https://example.org/security"
    answer = client.get("/.well-known/security.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert fields["Contact"] == "https://example.org/security"
    assert fields["Canonical"] == "http://localhost:8000/.well-known/security.txt"
    ends = datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert 200 < (ends - timezone.now()).days < 365


@pytest.mark.parametrize("language", ["en", "bg"])
def test_the_manifest_speaks_the_language_of_its_address(client, language):
    answer = client.get(f"/{language}/site.webmanifest")
    assert answer["Content-Type"] == "application/manifest+json"
    told = answer.json()
    assert (told["lang"], told["start_url"]) == (language, f"/{language}/")
    assert told["name"]
    assert f'rel="manifest" href="/{language}/site.webmanifest"' in client.get(f"/{language}/").text
