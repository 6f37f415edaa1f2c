"""What nobody knows or has verified is a warning, never severe."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import evidence
from evidence.gaps import warnings
from projects.models import Participation
from tests import factories
from tests.evidence import site

pytestmark = pytest.mark.django_db

ARTICLE = "Regulation (EU) 2021/1060, article 50(1)(a)"


def told(project, *codes):
    """Return ``(code, language, words)`` of the warnings about a project, of these codes."""
    found = evidence.check(project).warnings
    return [(one.code, one.duty.language, str(one.words)) for one in found if one.code in codes]


def test_what_is_not_known_of_a_grant_is_told_once():
    project = site.project("horizon-2020", grant_number="", site="https://example.org/")
    report = evidence.check(project)
    assert report.severe == []
    words = [str(finding.words) for finding in report.warnings]
    assert words.count("Not known or not verified: grant number.") == 1
    assert not any(one.startswith("Not known: grant number") for one in words)
    assert "Not known: amounts." in words


def test_words_that_are_not_verified_in_a_language():
    project = site.project("erasmus-2021", granting_authority={"bg": "Център", "en": "Centre"})
    assert told(project, "not_certain") == [
        (
            *("not_certain", "bg"),
            "Not known or not verified: official wording of the disclaimer (BG).",
        )
    ]


def test_shared_management_asks_for_a_description_in_every_language():
    project = site.project("erdf-2021", funding="unknown")
    project.texts.filter(language="en").update(summary="Short", text="<p>Our aims and results</p>")
    codes = ("described", "aims", "results", "support")
    assert told(project, *codes) == [
        ("described", "bg", f"{ARTICLE}: a short description is missing (BG)."),
        ("aims", "bg", f"{ARTICLE}: a text about the aims is missing (BG)."),
        ("results", "bg", f"{ARTICLE}: there is neither a result nor a text about results (BG)."),
        (
            *("support", "bg"),
            f"{ARTICLE}: neither an amount nor a certain statement tells of the support (BG).",
        ),
        (
            *("support", "en"),
            f"{ARTICLE}: neither an amount nor a certain statement tells of the support (EN).",
        ),
    ]


def test_a_result_and_a_certain_statement_are_enough():
    project = site.project("erdf-2021")
    project.texts.update(summary="Short", text="<p>Our aims</p>")
    assert [code for code, *_rest in told(project, "results", "support")] == ["results", "results"]
    factories.result(of=project)
    assert told(project, "described", "aims", "results", "support") == []


def test_in_another_period_the_law_of_its_fund_is_named():
    project = site.project("opic-2014")
    found = told(project, "described")
    assert "No 1303/2013, Annex XII" in found[0][2]


def test_direct_management_asks_for_none_of_it():
    assert told(site.project(), "described", "aims", "results", "support") == []


def test_a_project_without_a_programme_is_warned_about():
    assert ("not_certain", "bg", "Not known or not verified: programme.") in told(
        factories.project(), "not_certain"
    )


def test_the_number_of_queries_does_not_grow():
    def queries():
        with CaptureQueriesContext(connection) as found:
            list(warnings())
        return len(found)

    def add():
        project = site.project("erdf-2021")
        factories.result(of=project)
        Participation.objects.create(project=project, organisation=factories.organisation())

    add()
    few = queries()
    for _number in range(5):
        add()
    assert queries() == few
