"""The map of a consortium and the table below mark each other."""

import pytest
from playwright.sync_api import expect

from projects.models import Participation
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST, SECOND, THIRD = (f".participants tbody tr:nth-child({number})" for number in (1, 2, 3))
LINE = ".participants p span"
BULGARIA, ESTONIA, PORTUGAL = (f".map a[href='#from-{code}']" for code in ("BG", "EE", "PT"))
PLACES = (FIRST, SECOND, THIRD, LINE, BULGARIA, ESTONIA, PORTUGAL)
LOOKS = """(one) => {
  const style = getComputedStyle(one);
  return [style.backgroundColor, style.strokeWidth].join(" ");
}"""


@pytest.fixture
def opened(page, live_server, complaints):
    """A page with two participants from Bulgaria, one from Portugal, and one from Estonia without a name."""
    project = factories.project(slug="investech")
    for country in ("BG", "BG", "PT"):
        organisation = factories.organisation(country=country)
        Participation.objects.create(project=project, organisation=organisation)
    Participation.objects.create(project=project, country="EE")
    page.goto(f"{live_server.url}/en/projects/investech/")
    yield page
    assert complaints == []


def looks(page):
    """Return how each of the ``PLACES`` looks."""
    return {place: page.locator(place).evaluate(LOOKS) for place in PLACES}


@pytest.mark.parametrize(
    ("way", "place", "together"),
    [
        ("hover", BULGARIA, {FIRST, SECOND, BULGARIA}),
        ("focus", BULGARIA, {FIRST, SECOND, BULGARIA}),
        ("hover", ESTONIA, {LINE, ESTONIA}),
        ("hover", SECOND, {FIRST, SECOND, BULGARIA}),
        ("focus", f"{THIRD} a", {THIRD, PORTUGAL}),
        ("hover", LINE, {LINE, ESTONIA}),
    ],
)
def test_what_is_of_one_country_is_marked_together(opened, way, place, together):
    before = looks(opened)
    getattr(opened.locator(place), way)()
    after = looks(opened)
    assert {one for one in PLACES if after[one] != before[one]} == together


def test_a_press_leads_to_the_participants(opened):
    opened.locator(PORTUGAL).click()
    row = opened.locator("#from-PT")
    expect(row).to_be_in_viewport()
    assert opened.url.endswith("#from-PT")


def test_the_keys_are_printed_in_their_colours(opened):
    opened.emulate_media(media="print")
    key = "(key) => getComputedStyle(key, '::before').printColorAdjust"
    assert opened.locator(".map-key").first.evaluate(key) == "exact"
