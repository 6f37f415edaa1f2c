"""Covers: drawn from titles alone, the same for ever."""

import pytest
from lxml import html

from publishing.webpage.covers import COLUMNS, PALETTE_COUNT, ROWS, bricks, cover, palette
from tests import factories
from tests.reading import read

TITLES = ["InvesTech започна", "", "a" * 300, "№ ™ „…„…“", "<script>"]


def test_the_same_words_draw_the_same_wall_for_ever():
    # A change to the drawing changes every cover of the site, so it must be deliberate.
    assert bricks("Sofia")[:4] == bricks("Sofia")[:4]
    assert cover("Sofia", "investech") == cover("Sofia", "investech")
    assert len({cover(f"Title {number}") for number in range(50)}) == 50


@pytest.mark.parametrize("title", TITLES)
def test_bricks_lie_side_by_side_within_the_wall(title):
    taken = set()
    for column, row, width, _tone in bricks(title):
        places = {(row, place) for place in range(column, column + width)}
        assert not places & taken
        taken |= places
        assert (width, 0 <= row < ROWS) in {(1, True), (2, True)}
        assert 0 <= column <= column + width <= COLUMNS
    assert taken


@pytest.mark.parametrize("title", TITLES)
def test_nothing_of_the_words_gets_into_the_drawing(title):
    svg = html.fromstring(cover(title, title))
    assert svg.get("aria-hidden") == "true"
    assert {path.tag for path in svg} == {"path"}
    assert "style" not in svg.attrib


def test_one_key_keeps_one_palette():
    assert palette("investech") in range(PALETTE_COUNT)
    assert len({palette(str(number)) for number in range(100)}) == PALETTE_COUNT


@pytest.mark.django_db
def test_posts_of_one_project_have_covers_of_one_colour_and_a_picture_comes_first(client):
    project = factories.project(slug="investech")
    posts = [factories.post(), factories.post(), factories.post(lead_image=factories.image())]
    for post in posts:
        post.story.projects.add(project)
    covers = read(client.get("/en/blog/")).xpath("//*[contains(@class, 'card-cover')]/*")
    assert [found.tag for found in covers] == ["div", "svg", "svg"]
    assert {found.get("class") for found in covers[1:]} == {f"cover cover-{palette('investech')}"}
