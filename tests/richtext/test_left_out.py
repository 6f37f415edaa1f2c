"""Whoever wrote a text is told what the allow-list took out of it."""

import pytest
from django.utils.translation import override

from richtext.left_out import left_out, sentence
from richtext.sanitise import sanitise

UID = "11111111-2222-4333-8444-555555555555"
FIGURE = f'<figure data-image="{UID}"><img alt="A" src="/media/a.png"></figure>'


@pytest.mark.parametrize(
    ("written", "lost"),
    [
        ("", {}),
        ("<p>Words</p>", {}),
        ('<p style="color:red"><font size=7>Big</font><script>go()</script></p><hr>', {}),
        ('<table border="1" width="50%"><tr><td width="3">x</td></tr></table>', {}),
        ('<a href="https://example.org/" target="_blank">x</a>', {}),
        (FIGURE, {}),
        (f'<figure data-image="{UID}"><figcaption>C</figcaption></figure>', {}),
        (f'<figure data-image="{UID}"><img src="/media/a.png"></figure>', {}),
        (f'<p>a</p>{FIGURE}<p><img src="x.png"><IMG SRC=y.png></p>', {"pictures": 2}),
        (f'<img src="x.png"><figure data-image="{UID}"></figure>', {"pictures": 1}),
        ('<figure data-image="7"><img src="x.png"></figure>', {"pictures": 1}),
        ('<iframe src="https://example.org/"></iframe><iframe></iframe>', {"players": 2}),
        ('<object><embed src="x.swf"></object><video src="x.mp4"></video>', {"players": 2}),
        ('<form><input name="q"><button>Go</button></form>', {"forms": 1}),
        ('<input name="q"><select></select>', {"forms": 1}),
        ('<a href="javascript:go()">x</a> <a href="file:///c:/x">y</a>', {"links": 2}),
        ('<a href="https://example.org/">x</a> <a href="javascript:go()">y</a>', {"links": 1}),
        ('<a id="x">x</a> <a href="">y</a>', {}),
    ],
)
def test_what_was_left_out_is_counted_by_kind(written, lost):
    assert left_out(written, sanitise(written)) == lost


def test_the_words_of_a_refused_link_are_no_link():
    html = '<p><a href="javascript:go()">one</a> <a lang="fr" href="javascript:x">deux</a></p>'
    assert sanitise(html) == '<p>one <span lang="fr">deux</span></p>'
    assert sanitise('<a hreflang="fr">y</a> <a id="x">z</a>') == 'y <a id="x">z</a>'


def test_the_sentence_names_each_kind_and_what_to_do():
    assert sentence({}) == ""
    told = sentence({"players": 1, "pictures": 2})
    assert told.startswith("Left out of the text: pictures (2), embedded players (1). Add pictures")
    assert "“Video”" in told
    with override("bg"):
        assert "изображения (2)" in sentence({"pictures": 2})
