"""A text is read as a tree and written again, and nothing of it is lost on the way."""

import re
from html import unescape

import nh3
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from richtext.render import plain
from richtext.sanitise import SAME, TAGS, sanitise
from richtext.tree import REMOVED, UNWRAPPED, parse, serialise, tidy, words

UID = "11111111-2222-3333-4444-555555555555"
ATTRIBUTES = ("", ' lang="bg"', ' href="ref:x"', f' data-image="{UID}"', ' alt="a &lt;b&quot;"')
# Tags that close each other, that come and go by themselves, that hold no tags, that are not ours.
NAMES = sorted({*TAGS, *SAME, "div", "button", "svg", "object", "select", "textarea", "style"})
pieces = st.one_of(
    st.sampled_from(
        ["a", "я", " ", "\n", "\n\n", "&nbsp;", "&lt;", "&#11;", "\r", "<!--x-->", "<"]
    ),
    st.builds("<{}{}>".format, st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES)),
    st.builds("</{}>".format, st.sampled_from(NAMES)),
)
texts = st.lists(pieces, max_size=16).map("".join)


def letters(html):
    """Return the text of HTML without its spaces, found without a tree."""
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]*>", "", html)))


@given(texts)
@example("<h5><p><q><object><blockquote>")
@example("<pre>\n\n\n\n\n\n\na</pre>")
def test_a_second_pass_changes_nothing(html):
    once = sanitise(html)
    assert sanitise(once) == once


@given(texts)
def test_sanitising_loses_no_words(html):
    assert letters(sanitise(html)) == letters(nh3.clean(html, tags=TAGS | SAME.keys()))


@given(texts)
def test_what_was_read_is_written_again(html):
    stored = sanitise(html)
    assert sanitise(serialise(parse(stored))) == stored
    assert "".join(plain(stored).split()) == letters(stored)


@pytest.mark.parametrize(
    "html",
    [
        "",
        "before <p>a</p> between <p>b</p> after",
        "<ul><li>a<ul><li>b</li></ul>c</li></ul>d",
        "<p></p><ul></ul><table><tbody><tr><td></td><th></th></tr></tbody></table><a></a>",
        '<p><a href="https://bg.wikipedia.org/wiki/София?a=1&amp;b={x}#я">x</a></p>',
        '<p><abbr title="&lt;!-- &quot; \'&amp;{x}">x</abbr> &amp;lt; &lt;script&gt;</p>',
        "<s><p>a</p></s><a><table><tbody><tr><td>b</td></tr></tbody></table></a>",
        f"<p>{'я' * 1_000_000}</p>",
    ],
)
def test_the_same_comes_back(html):
    assert serialise(parse(html)) == html


def test_no_break_spaces_and_line_breaks_stay():
    assert serialise(parse("<p>a&nbsp;b<br>c<br/>d</p><hr>")) == "<p>a\xa0b<br/>c<br/>d</p><hr/>"


def test_nothing_behind_an_element_goes_with_it():
    root = parse("a<p>b<em>c<sub>d</sub>e</em>f</p>g<p>h</p>i")
    paragraphs = root.findall("p")
    paragraphs[0].find("em").tag, paragraphs[1].tag = UNWRAPPED, REMOVED
    tidy(root)
    assert serialise(root) == "a<p>bc<sub>d</sub>ef</p>gi"


def test_a_text_can_hold_no_place_of_a_picture():
    assert serialise(parse("<p>a<?picture 0?>b<!--c-->d</p>")) == "<p>abd</p>"
    assert "<?" not in serialise(parse("<p>&lt;?picture 0?&gt;</p>"))


@pytest.mark.parametrize(
    "sign", ["\x00", "\x01", "\x0b", "\x0c", "\x1f", "\ufffe", "\uffff", "&#1;"]
)
def test_control_characters_are_spaces(sign):
    figure = f'<figure data-image="{UID}"></figure>'
    stored = sanitise(f"<p>a{sign}b</p>{figure}")
    assert letters(stored).replace("\ufffd", "") == "ab"
    assert figure in stored
    # One that was stored before they were dropped.
    assert words(parse(f"<p>a{sign}b</p>")).replace("\ufffd", "") in {"a b", "ab"}


@pytest.mark.parametrize(
    "html", ["<p>a & b", "<p>a</b>", "a &mdash; b", "<p a=1>a</p>", "<a&#1;<p>b"]
)
def test_of_what_was_not_sanitised_the_words_are_read(html):
    assert words(parse(html)) == words(parse(nh3.clean(html)))


@pytest.mark.parametrize("tag", ["em", "blockquote", "span", "figure"])
def test_deep_nesting_loses_its_tags_and_no_words(tag):
    html = f"a<{tag}>b" * 5000 + f"c</{tag}>d" * 5000 + "<p>end</p>"
    assert letters(sanitise(html)) == letters(html)
    assert letters(plain(html)) == letters(html)
    assert sanitise(sanitise(html)) == sanitise(html)


def test_what_a_tree_can_hold_keeps_its_tags():
    html = "<blockquote>" * 2000 + "x" + "</blockquote>" * 2000
    assert sanitise(html) == html


def test_nh3_escapes_what_would_end_a_tag():
    """What follows rests on it: ``<`` and ``>`` in stored HTML stand only around tags."""
    html = '<abbr title="<img src=x onerror=alert(1)> &quot; \'">a < b > c &#60;p&#62;</abbr>'
    assert nh3.clean(html, tags={"abbr"}, attributes={"abbr": {"title"}}) == (
        '<abbr title="&lt;img src=x onerror=alert(1)&gt; &quot; \'">'
        "a &lt; b &gt; c &lt;p&gt;</abbr>"
    )
    # Written by lxml, it is no less escaped.
    assert serialise(parse(sanitise(html))) == sanitise(html)
