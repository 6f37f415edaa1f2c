"""What an editor's text may contain, and how it is shown on a page."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from richtext.field import RichTextField
from richtext.render import plain, render, render_for_feed
from richtext.sanitise import sanitise
from tests import factories

ATTACKS = [
    "<script>alert(1)</script>",
    "<p onclick=alert(1)>x</p>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" jAvAscript:alert(1)">x</a>',
    '<a href="//evil.example/">x</a>',
    "<img src=x onerror=alert(1)>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--><img src=1 onerror=alert(1)>'>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<!--{cke_protected}%3Cscript%3Ealert(1)%3C%2Fscript%3E-->",
    '<p style="position:fixed">x</p>',
    '<figure data-image="x"><img src=x onerror=alert(1)></figure>',
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_come_out_harmless(attack):
    clean = sanitise(attack).lower()
    for word in (
        "<script",
        "onerror",
        "onclick",
        'href="javascript',
        "<iframe",
        "style=",
        'href="//',
        "src=",
    ):
        assert word not in clean


@given(st.text(alphabet="<>/=\"'abpimgfure data-\x00&;!", max_size=120))
def test_a_second_pass_changes_nothing(html):
    once = sanitise(html)
    assert sanitise(once) == once


def test_what_a_text_needs_stays():
    html = (
        '<h2>Title</h2><ol start="3"><li>three</li></ol><blockquote lang="bg">„…“</blockquote>'
        '<table><tbody><tr><th scope="row">№</th><td>™</td></tr></tbody></table>'
        '<p><a href="https://example.org/">HERE</a><a href="mailto:a@example.org">mail</a></p>'
    )
    assert sanitise(html) == html


def test_headings_of_other_levels_and_empty_paragraphs_are_put_right():
    assert sanitise("<h1>A</h1><p>&nbsp;</p><h6>B</h6><p><b>c</b></p>") == (
        "<h2>A</h2><h4>B</h4><p><strong>c</strong></p>"
    )


def test_a_picture_stays_only_in_a_figure_that_names_it():
    uid = "11111111-2222-3333-4444-555555555555"
    named = (
        f'<figure data-image="{uid}"><img alt="A &quot;b&quot;"><figcaption>C</figcaption></figure>'
    )
    typed = named.replace("<img", '<img src="/media/x.jpg"')
    assert sanitise(typed) == named
    assert sanitise('<p>a<img src="x" alt="y">b</p>') == "<p>ab</p>"


@pytest.mark.django_db
class TestRender:
    def test_a_named_picture_is_shown_with_its_text(self):
        image = factories.image()
        html = render(f'<figure data-image="{image.uid}"><img alt="Mine"></figure>', "en")
        assert 'alt="Mine"' in html
        assert str(image.file) in html
        html = render(f'<figure data-image="{image.uid}"></figure>', "bg")
        assert 'alt="Картина"' in html

    def test_a_picture_that_is_gone_leaves_no_hole(self):
        html = '<p>a</p><figure data-image="11111111-2222-3333-4444-555555555555"></figure>'
        assert render(html, "en") == "<p>a</p>"

    @pytest.mark.parametrize("stage", factories.HIDDEN)
    def test_a_link_to_something_hidden_is_only_its_words(self, stage):
        post = factories.post(stage)
        assert render(f'<p><a href="ref:{post.uid}">words</a></p>', "en") == "<p>words</p>"

    def test_a_link_follows_its_page(self):
        post = factories.post()
        post.slug = "renamed"
        post.save()
        html = render(f'<p><a href="ref:{post.uid}">words</a></p>', "en")
        assert html == '<p><a href="/en/blog/renamed/">words</a></p>'

    def test_pictures_that_follow_each_other_are_a_gallery(self):
        figure = f'<figure data-image="{factories.image().uid}"><img alt="A"></figure>'
        assert "gallery" not in render(f"{figure}<p>x</p>{figure}", "en")
        html = render(f"<p>x</p>{figure}\n{figure}{figure}<p>y</p>", "en")
        assert html.count('<div class="gallery">') == 1
        assert html.count("<figure>") == 3
        assert html.endswith("</div><p>y</p>")

    def test_feeds_get_absolute_addresses(self, settings):
        settings.SITE_URL = "https://example.org"
        image, post = factories.image(), factories.post()
        text = f'<p><a href="ref:{post.uid}">w</a></p><figure data-image="{image.uid}"></figure>'
        [(html, pictures)] = render_for_feed([text], "en", ["https://example.org/en/blog/x/"])
        assert 'href="https://example.org/en/blog/' in html
        assert 'src="https://example.org/media/' in html
        assert pictures == [(image, image.alt_in("en"))]

    def test_what_stands_behind_a_link_or_a_picture_stays(self):
        post, image, document = factories.post(), factories.image(), factories.document()
        gone = "11111111-2222-3333-4444-555555555555"
        html = render(
            f'a<a href="ref:{gone}#x">b<em>c</em></a>d <a href="ref:{post.uid}#x">e</a>f '
            f'<a href="ref:{document.uid}">g</a>h'
            f'<figure data-image="{gone}"><figcaption>no</figcaption></figure>i'
            f'<figure data-image="{image.uid}"><figcaption>j</figcaption></figure>k'
            f'<figure data-image="{image.uid}"></figure> <figure data-image="{image.uid}"></figure>l',
            "en",
        )
        assert html.startswith(f'ab<em>c</em>d <a href="{post.get_absolute_url()}#x">e</a>f <a ')
        assert f">g</a> ({document.facts()})hi<figure><picture>" in html
        assert "</picture><figcaption>j</figcaption></figure>k" in html
        assert html.count('<div class="gallery"><figure>') == 1
        assert html.endswith("</figure> <figure>" + html.rpartition("<figure>")[2])
        assert html.endswith("</figure></div>l")

    def test_many_pictures_each_have_their_place(self):
        images = [factories.image() for _number in range(12)]
        figures = "<p>x</p>".join(
            f'<figure data-image="{image.uid}"><img alt="Number {number}."></figure>'
            for number, image in enumerate(images)
        )
        html = render(figures, "en")
        assert "<?" not in html
        assert re.findall(r'alt="Number (\d+)\."', html) == [str(number) for number in range(12)]

    def test_the_editor_shows_the_pictures(self):
        image = factories.image()
        gone = "11111111-2222-3333-4444-555555555555"
        stored = (
            f'a<figure data-image="{image.uid}"><img alt="A"><figcaption>C</figcaption></figure>b'
            f'<figure data-image="{image.uid}"></figure><figure data-image="{gone}"></figure>c'
        )
        shown = RichTextField().formfield().widget.format_value(stored)
        assert shown.count(f'src="{image.file.url}"') == 2
        assert sanitise(shown).replace('<img alt="">', "") == stored


def test_plain_text_keeps_words_apart():
    assert plain("<h2>One</h2><p>two &amp; „три“</p>") == "One two & „три“"


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("#notes", "https://example.org/en/blog/a/#notes"),
        ("/bg/", "https://example.org/bg/"),
        ("../b/?x=1&amp;y=2", "https://example.org/en/blog/b/?x=1&amp;y=2"),
        ("https://eur-lex.europa.eu/", "https://eur-lex.europa.eu/"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
        ("http://[broken", "http://[broken"),
    ],
)
def test_links_of_a_feed_lead_somewhere_from_everywhere(href, expected):
    html = f'<p><a lang="en" href="{href}">x</a> href="#no"</p>'
    [(html, _pictures)] = render_for_feed([html], "en", ["https://example.org/en/blog/a/"])
    assert html == f'<p><a lang="en" href="{expected}">x</a> href="#no"</p>'


def test_words_in_a_figure_are_kept_behind_it():
    uid = "11111111-2222-3333-4444-555555555555"
    html = (
        f'<figure data-image="{uid}">a<a href="/x"><img alt="A"></a><figcaption>C</figcaption>b</figure>c'
        '<figure>d<img alt="B"><figcaption>E</figcaption>f</figure>g'
    )
    assert sanitise(html) == (
        f'<figure data-image="{uid}"><img alt="A"><figcaption>C</figcaption></figure>a<a href="/x"></a>bc'
        "d<figcaption>E</figcaption>fg"
    )


def test_code_that_begins_with_empty_lines_stays_as_it_is_stored():
    once = sanitise("<pre>\n\n\n\n\n\n x\n</pre>")
    assert once == sanitise(once) == "<pre> x\n</pre>"


@pytest.mark.django_db
def test_no_way_of_writing_passes_the_sanitiser_by():
    post = factories.post(body="<p>a<script>x</script></p>")
    model = type(post)
    assert model.objects.get().body == "<p>a</p>"
    model.objects.update(body="<p>b<script>x</script></p>")
    assert model.objects.get().body == "<p>b</p>"
