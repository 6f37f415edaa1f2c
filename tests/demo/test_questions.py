"""The searches in ``questions.py``, run on the demo content and the database of the tests."""

import pytest
from django.core.management import call_command

from search.models import Entry
from search.query import Question, answer, find
from tests.search.questions import BULGARIAN, BULGARIAN_BY_ENDINGS, ENGLISH

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "table"), [("bg", BULGARIAN), ("en", ENGLISH)])
def test_the_first_answer_is_the_expected_one(language, table):
    assert len(table) >= 30
    paths = dict(Entry.objects.values_list("pk", "path"))
    found = {asked: find(Question(asked, language)) for asked, _path in table}
    first = {asked: paths[keys[0]] if keys else None for asked, keys in found.items()}
    assert first == dict(table)


def test_forms_that_no_dictionary_knows_are_found_by_their_endings():
    assert len(BULGARIAN_BY_ENDINGS) == 20
    paths = dict(Entry.objects.values_list("pk", "path"))
    questions = {asked: Question(asked, "bg") for asked, _path in BULGARIAN_BY_ENDINGS}
    assert [asked for asked, question in questions.items() if find(question)] == []
    found = {asked: answer(question)[0] for asked, question in questions.items()}
    first = {asked: paths[keys[0]] if keys else None for asked, keys in found.items()}
    assert first == dict(BULGARIAN_BY_ENDINGS)


@pytest.mark.parametrize(("language", "table"), [("bg", BULGARIAN), ("en", ENGLISH)])
def test_what_is_found_needs_no_endings(language, table):
    for asked, _path in table:
        question = Question(asked, language)
        assert answer(question) == (find(question), question)


def test_reading_everything_again_changes_nothing():
    def state():
        asked = [find(Question(words, "bg")) for words, _path in BULGARIAN]
        return asked, list(Entry.objects.order_by("pk").values())

    before = state()
    call_command("rebuild_search", verbosity=0)
    assert state() == before
