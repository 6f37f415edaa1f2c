# ruff: noqa: E501 (official sentences)
"""What each programme asks to be shown: the exact words, and where they come from."""

import re

import pytest

from projects import funding, programmes
from projects.funding import Grant, Wording, visibility
from projects.models import Programme
from tests.factories import EACEA

COMMISSION = {"en": "European Commission", "bg": "Европейска комисия"}
FUNDED = "Funded by the European Union"
CO_FUNDED = "Co-funded by the European Union"
VIEWS = (
    " Views and opinions expressed are however those of the author(s) only and do not necessarily reflect those"
    " of the European Union or European Education and Culture Executive Agency (EACEA). Neither the European"
    " Union nor the granting authority can be held responsible for them."
)
VIEWS_BG = (
    " Изразените възгледи и мнения обаче принадлежат изцяло на техния(ите) автор(и) и не отразяват непременно"
    " възгледите и мненията на Европейския съюз или на Европейската изпълнителна агенция за образование и"
    " култура (EACEA). За тях не носи отговорност нито Европейският съюз, нито EACEA."
)
HORIZON = (
    "This project has received funding from the European Union’s Horizon 2020 research and innovation programme"
    " under grant agreement No 871552"
)
HORIZON_VIEWS = (
    "This publication reflects only the author’s view and the European Commission is not responsible for any"
    " use that may be made of the information it contains."
)
ERASMUS = "Co-funded by the Erasmus+ Programme of the European Union"
ERASMUS_VIEWS = (
    "The European Commission’s support for the production of this publication does not constitute an endorsement"
    " of the contents, which reflect the views only of the authors, and the Commission cannot be held responsible"
    " for any use which may be made of the information contained therein."
)
FUND = "European Union\nEuropean Regional Development Fund"
FUND_BG = "Европейски съюз\nЕвропейски фонд за регионално развитие"
BG_FUNDED, BG_CO_FUNDED = "Финансирано от Европейския съюз", "Съфинансирано от Европейския съюз"
UNION = {"en": "European Union", "bg": "Европейски съюз"}
# Programmes of 2021-27 managed by the Commission, an agency or a national agency.
DIRECT = (
    *("erasmus-2021", "esc-2021", "horizon-europe", "creative-europe-2021", "digital-europe"),
    *("life-2021", "cerv"),
)
SHARED = ("erdf-2021", "cohesion-fund-2021", "esf-plus", "interreg-2021")
# Those whose words nobody has verified.
TO_BE_CONFIRMED = ("cosme-2014", "creative-europe-2014", "life-2014", "esc-2018", "recovery")


def grant(code, **facts):
    """Return a grant of a programme in the data file, with everything known unless said otherwise."""
    row = programmes.data()[code]
    known = {
        "programme": code,
        "rule": row.get("statement", ""),
        "period": row["period"],
        "management": row["management"],
        "funding": "co_funded",
        "authority": EACEA,
        "number": "871552",
        "national_funder": {"en": "The state"},
    }
    return Grant(**{**known, **facts})


def shown(code, language, **facts):
    """Return ``(statement, its language, disclaimer, its language)`` of a grant."""
    found = visibility(grant(code, **facts), language)
    views = found.disclaimer
    return (
        found.statement.words,
        found.statement.language,
        views and views.words,
        views and views.language,
    )


TABLE = [
    *((code, "en", "funded", (FUNDED, "en", f"{FUNDED}.{VIEWS}", "en")) for code in DIRECT),
    *(
        (code, "en", "co_funded", (CO_FUNDED, "en", f"{CO_FUNDED}.{VIEWS}", "en"))
        for code in DIRECT
    ),
    *(
        (code, "bg", "funded", (BG_FUNDED, "bg", f"{BG_FUNDED}.{VIEWS_BG}", "bg"))
        for code in DIRECT
    ),
    *(
        (code, "bg", "co_funded", (BG_CO_FUNDED, "bg", f"{BG_CO_FUNDED}.{VIEWS_BG}", "bg"))
        for code in DIRECT
    ),
    *((code, "en", "funded", (FUNDED, "en", None, None)) for code in SHARED),
    *((code, "en", "co_funded", (CO_FUNDED, "en", None, None)) for code in SHARED),
    *((code, "bg", "funded", (BG_FUNDED, "bg", None, None)) for code in SHARED),
    *((code, "bg", "co_funded", (BG_CO_FUNDED, "bg", None, None)) for code in SHARED),
    ("erasmus-2014", "en", "co_funded", (ERASMUS, "en", ERASMUS_VIEWS, "en")),
    ("erasmus-2014", "bg", "co_funded", (ERASMUS, "en", ERASMUS_VIEWS, "en")),
    ("opic-2014", "en", "co_funded", (FUND, "en", None, None)),
    ("opic-2014", "bg", "co_funded", (FUND_BG, "bg", None, None)),
    ("interreg-2014", "en", "co_funded", (FUND, "en", None, None)),
    ("esf-2014", "en", "co_funded", ("European Union\nEuropean Social Fund", "en", None, None)),
    ("esf-2014", "bg", "unknown", ("Европейски съюз\nЕвропейски социален фонд", "bg", None, None)),
    ("cohesion-fund-2014", "en", "funded", ("European Union\nCohesion Fund", "en", None, None)),
    ("cohesion-fund-2014", "bg", "funded", ("Европейски съюз\nКохезионен фонд", "bg", None, None)),
]


@pytest.mark.parametrize(("code", "language", "money", "words"), TABLE)
def test_exact_words(code, language, money, words):
    assert shown(code, language, funding=money) == words


@pytest.mark.parametrize("language", ["en", "bg"])
def test_exact_words_of_horizon_2020(language):
    words = (HORIZON, "en", HORIZON_VIEWS, "en")
    assert shown("horizon-2020", language, funding="unknown", authority=COMMISSION) == words


@pytest.mark.parametrize("row", funding.data()["wordings"])
def test_every_wording_has_a_source_or_is_to_be_confirmed(row):
    assert row["verified"] == bool(row["source"] and row["words"]), row


@pytest.mark.parametrize("rule", funding.data()["rules"].items())
def test_every_rule_has_its_law_and_its_wordings(rule):
    key, facts = rule
    assert facts["law"], key
    names = {row["name"] for row in funding.data()["wordings"]}
    for part in ("statement", "disclaimer"):
        assert facts.get(part, next(iter(names))) in names, key


def test_no_words_shorten_the_name_of_the_union():
    for row in funding.data()["wordings"]:
        words = row["words"].replace("NextGenerationEU", "")
        assert not {"EU", "ЕС"} & set(re.findall(r"\w+", words)), row


@pytest.mark.parametrize("code", TO_BE_CONFIRMED)
@pytest.mark.parametrize("language", ["en", "bg"])
@pytest.mark.parametrize("money", ["funded", "co_funded", "unknown"])
def test_words_that_nobody_verified_are_not_shown(code, language, money):
    found = visibility(grant(code, funding=money), language)
    assert found.has_emblem
    assert found.statement == Wording(UNION[language], language, "")
    assert found.disclaimer is None
    assert any("to be confirmed" in str(gap) for gap in found.missing)


@pytest.mark.parametrize("code", [*DIRECT, *SHARED])
@pytest.mark.parametrize("language", ["en", "bg"])
def test_without_knowing_whether_funded_or_co_funded_nothing_is_said(code, language):
    found = visibility(grant(code, funding="unknown"), language)
    assert (found.statement.words, found.disclaimer) == (UNION[language], None)
    assert [str(gap) for gap in found.missing] == ["whether funded or co-funded"]


def test_without_a_period_nothing_is_said():
    found = visibility(grant("erasmus"), "en")
    assert (found.has_emblem, found.statement.words) == (True, "European Union")
    assert [str(gap) for gap in found.missing] == ["period of the programme"]


@pytest.mark.parametrize("language", ["en", "bg"])
def test_without_a_programme_nothing_is_shown(language):
    found = visibility(Grant(funding="funded", number="1"), language)
    assert (found.has_emblem, found.statement, found.disclaimer) == (False, None, None)
    assert [str(gap) for gap in found.missing] == ["programme"]


def test_national_money_needs_neither_emblem_nor_facts():
    found = visibility(grant("national", funding="unknown"), "en")
    assert (found.has_emblem, found.statement, found.missing) == (False, None, ())


def test_a_disclaimer_waits_for_the_authority_that_it_names():
    found = visibility(grant("horizon-2020", authority={}), "en")
    assert found.statement.words == HORIZON
    assert found.disclaimer is None
    assert [str(gap) for gap in found.missing] == ["granting authority"]


def test_a_statement_waits_for_the_number_that_it_names():
    found = visibility(grant("horizon-2020", number="", authority=COMMISSION), "en")
    assert (found.statement.words, found.disclaimer) == ("European Union", None)
    assert [str(gap) for gap in found.missing] == ["grant number"]


def test_in_bulgarian_another_authority_than_eacea_gets_the_verified_english():
    found = visibility(grant("erasmus-2021", authority={"bg": "Център", "en": "Centre"}), "bg")
    assert found.statement.language == "bg"
    assert found.disclaimer.language == "en"
    assert "European Union or Centre. Neither" in found.disclaimer.words
    assert [str(gap) for gap in found.missing] == ["official wording of the disclaimer (BG)"]


def test_shared_management_asks_for_the_national_co_funder():
    found = visibility(grant("opic-2014", national_funder={}), "en")
    assert [str(gap) for gap in found.missing] == ["national co-funder"]


@pytest.mark.parametrize("code", ["erasmus-2021", "cosme-2014", "horizon-2020"])
def test_the_sentence_of_the_agreement_goes_before_any_rule(code):
    words = {"en": "As the agreement says.", "bg": "Както пише в договора."}
    source = "Grant agreement, article 17.2"
    for language in ("en", "bg"):
        found = visibility(grant(code, statement=words, source=source), language)
        assert found.statement == Wording(words[language], language, source)


def test_a_sentence_typed_in_one_language_is_shown_in_the_other_as_it_is():
    found = visibility(grant("cosme-2014", statement={"en": "Ours."}, source="x"), "bg")
    assert found.statement == Wording("Ours.", "en", "x")
    assert "sentence of the grant agreement (BG)" in [str(gap) for gap in found.missing]


def test_a_typed_disclaimer_goes_before_the_one_of_the_rule():
    found = visibility(grant("erasmus-2021", disclaimer={"en": "Ours."}, source="x"), "en")
    assert (found.statement.words, found.disclaimer.words) == (CO_FUNDED, "Ours.")


@pytest.mark.parametrize(
    ("management", "views"), [("direct", True), ("indirect", True), ("shared", False)]
)
def test_a_programme_that_staff_add_follows_its_period_and_management(management, views):
    added = Grant(
        programme="cef",
        period="2021-27",
        management=management,
        funding="co_funded",
        authority=EACEA,
        national_funder={"en": "x"},
    )
    found = visibility(added, "en")
    assert found.statement.words == CO_FUNDED
    assert (found.disclaimer is not None) == views


def test_a_programme_that_staff_add_for_another_period_is_not_guessed():
    found = visibility(Grant(programme="x", period="2028-34", management="direct"), "en")
    assert found.statement.words == "European Union"
    assert [str(gap) for gap in found.missing] == ["funding rules"]


def test_several_grants_show_each_emblem_with_its_words_once():
    one, two = grant("erasmus-2021", acronym="A"), grant("erasmus-2021", acronym="B")
    other, none = grant("opic-2014", acronym="C"), Grant(acronym="D")
    groups = funding.shown_of([one, other, two, none], "en")
    assert [[each.acronym for each in grants] for _shown, grants in groups] == [["A", "B"], ["C"]]


@pytest.mark.django_db
def test_every_programme_of_the_data_file_has_a_rule_or_is_too_little_known():
    for row in Programme.objects.all():
        known = row.statement in funding.data()["rules"]
        assert known or not (row.period or row.statement), row.code
