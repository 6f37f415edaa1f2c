"""``manage.py check_visibility`` tells a person or a program, and its exit code says how it stands."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import factories
from tests.evidence import site

pytestmark = pytest.mark.django_db


@pytest.fixture
def project():
    return site.project(slug="investech", acronym="InvesTech", planned_end="2025-01-01")


def run(*arguments):
    """Return what is told on stdout and stderr, and the exit code."""
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("check_visibility", *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        code = end.code
    return out.getvalue(), err.getvalue(), code


def without_emblem(monkeypatch):
    monkeypatch.setattr("projects.views.page.shown_of", lambda grants, language: [])


def test_a_clean_site(project):
    out, err, code = run()
    assert code == 0
    assert "2/2" in err
    assert "Not known: amounts." in out
    assert "Findings: 0 are severe" in out


def test_something_severe(project, monkeypatch):
    without_emblem(monkeypatch)
    out, _err, code = run("--project", "investech")
    assert code == 1
    first, second, *_warnings = out.splitlines()
    assert first.split()[:2] == ["severe", "/bg/proekti/investech/"]
    assert second.split()[:2] == ["severe", "/en/projects/investech/"]
    assert second.endswith("InvesTech: Neither the emblem nor the statement is shown.")


def test_another_project_is_left_out(project, monkeypatch):
    factories.project(slug="other")
    without_emblem(monkeypatch)
    out, _err, code = run("--project", "other")
    assert code == 0
    assert "investech" not in out


def test_json(project, monkeypatch):
    without_emblem(monkeypatch)
    out, _err, code = run("--json")
    report = json.loads(out)
    assert code == 1
    assert (report["places"], report["severe"]) == (2, 2)
    assert report["findings"][0] == {
        "code": "nothing",
        "severity": "severe",
        "words": {
            "en": "Neither the emblem nor the statement is shown.",
            "bg": "Не са показани нито емблемата, нито текстът за финансирането.",
        },
        "law": "Model Grant Agreement 2021-27, article 17",
        "kind": "project",
        "name": "InvesTech",
        "path": "/bg/proekti/investech/",
        "language": "bg",
        "item": "",
        "model": "projects.project",
        "pk": project.pk,
        "projects": ["investech"],
    }
    assert report["duties"][1] | report["findings"][0] | {"path": ""} == {
        **report["findings"][0],
        "path": "",
        "emblem": True,
        "statement": "Co-funded by the European Union",
        "statement_language": "en",
        "is_certain": True,
        "disclaimer": report["duties"][1]["disclaimer"],
        "disclaimer_language": "en",
    }


def test_a_project_that_does_not_exist():
    with pytest.raises(CommandError, match="There is no project with the slug “nowhere”") as told:
        call_command("check_visibility", "--project", "nowhere")
    assert told.value.returncode == 2


def test_a_draft_owes_nothing():
    site.project(slug="secret", **factories.life("draft"))
    out, _err, code = run("--project", "secret")
    assert out.startswith("Nothing is owed here")
    assert code == 0
