"""A copied paragraph is marked until it is translated; pages never show the mark."""

import pytest

from richtext.copies import marked_copy, marks_in
from richtext.render import render
from richtext.sanitise import sanitise

pytestmark = pytest.mark.django_db

UID = "0b1c2d3e-0000-4000-8000-000000000001"
TEXT = (
    "<h2>Head</h2><p>One <strong>bold</strong></p><ul><li>item</li><li><p>in a paragraph</p></li></ul>"
    "<blockquote><p>said</p></blockquote><table><tbody><tr><td>cell</td></tr></tbody></table>"
    f'<figure data-image="{UID}"><img alt="Bees"><figcaption>Caption</figcaption></figure>'
)


def test_every_piece_is_marked_once():
    copy = marked_copy(TEXT)

    assert marks_in(copy) == 7
    assert "<strong>" in copy
    assert "<blockquote><p data-untranslated" in copy
    assert "<li><p data-untranslated" in copy


def test_an_empty_cell_is_not_marked():
    table = "<table><tbody><tr><td>full</td><td>\xa0</td></tr></tbody></table>"
    assert marks_in(marked_copy(table)) == 1


def test_alternative_texts_are_asked_anew():
    assert "Bees" not in marked_copy(TEXT)
    assert "<figcaption>Caption" in marked_copy(TEXT)


def test_the_sanitiser_keeps_the_mark_and_nothing_in_it():
    copy = marked_copy(TEXT)
    assert sanitise(copy) == copy
    assert sanitise('<p data-untranslated="x">a</p>') == "<p>a</p>"


def test_pages_drop_the_mark():
    assert render(marked_copy("<p>One</p><p>Two</p>"), "en") == "<p>One</p><p>Two</p>"
    assert "untranslated" not in render(marked_copy(TEXT), "en")


def test_words_that_only_name_it_are_no_mark():
    assert marks_in("<p>data-untranslated</p>") == 0
    assert render("<p>data-untranslated</p>", "en") == "<p>data-untranslated</p>"
