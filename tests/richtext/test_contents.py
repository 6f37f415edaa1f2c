"""The table of contents of a long text, and its reading time."""

import pytest

from richtext.contents import minutes, render_with_contents
from tests import factories
from tests.reading import read

LONG = "".join(f"<h2>Part {number} &amp; <em>more</em></h2><p>Words.</p>" for number in range(4))


def test_a_long_text_gets_links_to_its_headings():
    html, contents = render_with_contents(LONG, "en")
    assert contents == [(f"part-{n + 1}", f"Part {n} & more") for n in range(4)]
    assert '<h2 id="part-1">Part 0 &amp; <em>more</em></h2>' in html


def test_a_short_one_stays_as_it_is():
    short = LONG.replace("h2", "h3") + "<h2>One</h2>" * 3
    assert render_with_contents(short, "en") == (short, [])


@pytest.mark.parametrize(
    ("words", "language", "expected"), [(0, "en", 1), (231, "en", 2), (191, "bg", 2)]
)
def test_time_to_read(words, language, expected):
    assert minutes("<p>" + "word " * words + "</p>", language) == expected


@pytest.mark.django_db
def test_every_link_of_the_contents_leads_somewhere(client):
    factories.post(slug="long", body=LONG)
    page = read(client.get("/en/blog/long/"))
    links = page.xpath("//details[@class='contents']//a/@href")
    assert len(links) == 4
    assert {link[1:] for link in links} == set(page.xpath("//h2[@id]/@id")) & {
        f"part-{n}" for n in range(1, 5)
    }
