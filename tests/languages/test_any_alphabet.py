"""Words are found in either alphabet and in capital or small letters, in every database."""

import re

import pytest

from languages.any_alphabet import patterns


def found(typed, text):
    return all(re.search(pattern, text) for pattern in patterns(typed))


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Инвес", "InvesTech"),
        ("investech", "ИнвесТех"),
        ("инвестех", "InvesTech"),
        ("zelena", "Зелена икономика"),
        ("ЗЕЛЕНА", "zelena-ikonomika"),
        ("икономика зелена", "Зелена икономика"),
        ("инвестиция", "investitsia"),
        ("investitsiya", "Инвестиция"),
        ("shtastie", "ЩАСТИЕ"),
        ("гъба", "gaba"),
        ("gaba", "Гъба"),
        ("c++ (2)", "Курс C++ (2)"),
        ("2024", "Доклад 2024"),
        ("", "anything"),
    ],
)
def test_a_word_finds_its_spellings(typed, text):
    assert found(typed, text)


@pytest.mark.parametrize(
    ("typed", "text"),
    [("зелена", "Червена"), ("a.b", "axb"), ("инвес трак", "InvesTech"), ("tech", "ИнвесТ")],
)
def test_and_no_others(typed, text):
    assert not found(typed, text)


def test_what_is_typed_is_bounded():
    assert len(patterns("word " * 50)) == 8
    assert patterns("a" * 500) == patterns("a" * 100)
    assert not found("ts" * 49 + "q", "ts" * 5000)
