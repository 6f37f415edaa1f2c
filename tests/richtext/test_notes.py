"""Footnotes keep their order and their numbers, and can be followed on pages and in feeds."""

import pytest

from richtext.render import plain, render
from richtext.sanitise import sanitise
from tests import factories


def ref(key, number):
    return f'<sup><a href="#note-{key}" id="ref-{key}">{number}</a></sup>'


def note(key, words):
    return f'<li id="note-{key}">{words} <a href="#ref-{key}">↩</a></li>'


A, B = "aaaaa1", "bbbbb2"
NUMBERED = f"<p>One{ref(A, 1)} two{ref(B, 2)}</p><ol>{note(A, 'First')}{note(B, 'Second')}</ol>"


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        (NUMBERED, NUMBERED),
        # The second was moved before the first.
        (
            f"<p>One{ref(B, 2)} two{ref(A, 1)}</p><ol>{note(A, 'A')}{note(B, 'B')}</ol>",
            f"<p>One{ref(B, 1)} two{ref(A, 2)}</p><ol>{note(B, 'B')}{note(A, 'A')}</ol>",
        ),
        # The first was deleted with its note.
        (
            f"<p>One{ref(B, 2)}</p><ol>{note(B, 'B')}</ol>",
            f"<p>One{ref(B, 1)}</p><ol>{note(B, 'B')}</ol>",
        ),
        # A reference without a note says nothing; a note without a reference keeps its words.
        (f"<p>One{ref(A, 1)} two</p>", "<p>One two</p>"),
        (f"<p>{ref(A, 1)}</p><p>two</p>", "<p>two</p>"),
        (
            f"<p>One{ref(B, 2)}</p><ol>{note(A, 'A')}{note(B, 'B')}</ol>",
            f"<p>One{ref(B, 1)}</p><ol>{note(B, 'B')}{note(A, 'A')}</ol>",
        ),
        # The list goes to the end; other items of it stay where they are.
        (
            f"<ol><li>x</li>{note(A, 'A')}</ol><p>One{ref(A, 7)}</p>",
            f"<ol><li>x</li></ol><p>One{ref(A, 1)}</p><ol>{note(A, 'A')}</ol>",
        ),
        # Two references to one note share its number, and the way back leads to the first.
        (
            f"<p>One{ref(A, 1)} two{ref(A, 1)}</p><ol>{note(A, 'A')}</ol>",
            f'<p>One{ref(A, 1)} two<sup><a href="#note-{A}">1</a></sup></p><ol>{note(A, "A")}</ol>',
        ),
        (
            f"<p>One{ref(A, 1)}</p><ol>{note(A, 'A')}</ol><ul>{note(A, 'again')}</ul>",
            f'<p>One{ref(A, 1)}</p><ul><li>again <a href="#ref-{A}">↩</a></li></ul><ol>{note(A, "A")}</ol>',
        ),
    ],
)
def test_notes_follow_their_references(written, stored):
    assert sanitise(written) == stored
    assert sanitise(stored) == stored


def test_other_lists_and_links_stay():
    html = '<ol><li id="note-1">x</li></ol><p><a href="#note">y</a> <sup>2</sup></p>'
    assert sanitise(html) == html


@pytest.mark.django_db
def test_a_page_and_a_feed_lead_to_the_note_and_back(client):
    post = factories.post(slug="noted", body=NUMBERED)
    page = client.get(post.get_absolute_url()).text
    assert f'<a href="#note-{A}" id="ref-{A}">1</a>' in page
    assert f'<li id="note-{A}">First <a href="#ref-{A}">↩</a></li>' in page
    feed = client.get("/en/feed.json").json()["items"][0]["content_html"]
    address = feed.partition(f'#note-{A}"')[0].rpartition('href="')[2]
    assert address.endswith("/en/blog/noted/")
    assert address.startswith("http")
    assert f'href="{address}#ref-{A}"' in feed


@pytest.mark.django_db
def test_the_words_of_a_text_hold_no_numbers():
    assert plain(NUMBERED) == "One two First Second"
    assert "<sup>" in render(NUMBERED, "en")
