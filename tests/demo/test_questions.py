"""The searches in ``questions.py``, run on the demo content and the database of the tests."""

import pytest
from django.core.management import call_command

from search.models import Entry
from search.query import Question, find
from tests.search.questions import BULGARIAN, ENGLISH

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "table"), [("bg", BULGARIAN), ("en", ENGLISH)])
def test_the_first_answer_is_the_expected_one(language, table):
    assert len(table) >= 30
    paths = dict(Entry.objects.values_list("pk", "path"))
    found = {asked: find(Question(asked, language)) for asked, _path in table}
    first = {asked: paths[keys[0]] if keys else None for asked, keys in found.items()}
    assert first == dict(table)


def test_reading_everything_again_changes_nothing():
    def state():
        asked = [find(Question(words, "bg")) for words, _path in BULGARIAN]
        return asked, list(Entry.objects.order_by("pk").values())

    before = state()
    call_command("rebuild_search", verbosity=0)
    assert state() == before
