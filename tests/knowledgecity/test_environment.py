"""The settings refuse to start without what they need, and say what that is."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from knowledgecity import environment

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "DJANGO_SECRET_KEY": "v3ry-l0ng-and-quite-random-secret-key-for-this-test-only-XYZ-123456789",
    "DJANGO_ALLOWED_HOSTS": "knowledgesofia.example",
    "SITE_URL": "https://knowledgesofia.example",
    "DEFAULT_FROM_EMAIL": "desk@knowledgesofia.example",
}


def manage(*arguments, **variables):
    """Run manage.py with exactly these variables; returns the finished process."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**kept, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("missing", PRODUCTION)
def test_a_missing_variable_is_named(missing):
    given = {name: value for name, value in PRODUCTION.items() if name != missing}
    answer = manage("check", **given)
    assert answer.returncode != 0
    assert f"{missing} is missing" in answer.stderr


def test_production_settings_pass_djangos_own_checks(tmp_path):
    answer = manage(
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        **PRODUCTION,
        DATABASE_URL=f"sqlite:///{tmp_path}/site.sqlite3",
    )
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize(
    "url", ["mysql://host/name", "sqlite://", "nonsense"], ids=["other", "no file", "no scheme"]
)
def test_an_unknown_database_is_refused(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        environment.database("DATABASE_URL", "")


def test_a_postgresql_address_is_read(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:p%40ss@db:5433/site?sslmode=require")
    database = environment.database("DATABASE_URL", "")
    assert (database["USER"], database["PASSWORD"]) == ("me", "p@ss")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db", "5433", "site")
    assert database["OPTIONS"] == {"sslmode": "require", "options": "-c jit=off"}
    assert database["CONN_HEALTH_CHECKS"]


def test_sqlite_waits_for_its_turn(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "sqlite:////tmp/site.sqlite3")
    options = environment.database("DATABASE_URL", "")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "WAL" in options["init_command"]
    assert options["timeout"] == 20


def test_mail_addresses_are_read(monkeypatch):
    monkeypatch.setenv("EMAIL_URL", "smtp://me:secret@mail.example:2525/?tls=1")
    mail = environment.email("EMAIL_URL", "")
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"], mail["EMAIL_USE_TLS"]) == (
        "mail.example",
        2525,
        True,
    )
    monkeypatch.setenv("EMAIL_URL", "pigeon://roof")
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL"):
        environment.email("EMAIL_URL", "")


@pytest.mark.parametrize("value", ["maybe", "2"])
def test_a_switch_that_is_neither_on_nor_off_is_refused(monkeypatch, value):
    monkeypatch.setenv("DJANGO_DEBUG", value)
    with pytest.raises(ImproperlyConfigured, match="DJANGO_DEBUG"):
        environment.flag("DJANGO_DEBUG")


@pytest.mark.parametrize("value", ["example.org", "https://example.org/path", "ftp://example.org"])
def test_a_site_address_is_scheme_and_host(monkeypatch, value):
    monkeypatch.setenv("SITE_URL", value)
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        environment.site_url("SITE_URL")
