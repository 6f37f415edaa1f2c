"""A feed that somebody opens in a browser explains itself."""

import pytest

from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.mark.parametrize(
    ("language", "words"), [("en", "This is a feed"), ("bg", "Това е RSS абонамент")]
)
@pytest.mark.parametrize("form", ["rss", "atom"])
def test_words_stand_over_titles_and_leads(page, live_server, form, language, words):
    factories.post(language=language, title="Windmill", lead="It turns.", body="<p>Long text</p>")
    page.goto(f"{live_server.url}/{language}/feed.{form}")
    root = "document.documentElement"
    told = page.evaluate(f"() => getComputedStyle({root}, '::before').content")
    assert words in told
    shown = page.evaluate(
        f"() => [...{root}.querySelectorAll('*')].filter((one) => one.getClientRects().length"
        " && !one.firstElementChild).map((one) => one.textContent)"
    )
    assert "Windmill" in shown
    assert "It turns." in " ".join(shown)
    assert not [text for text in shown if "Long text" in text or "urn:uuid" in text]


@pytest.mark.parametrize(
    ("form", "own"),
    [("rss", "application/rss+xml"), ("atom", "application/atom+xml")],
)
def test_readers_get_the_type_of_the_format(client, form, own):
    factories.post()
    path = f"/en/feed.{form}"
    reader, browser = client.get(path), client.get(path, headers=BROWSER)
    assert reader["Content-Type"] == f"{own}; charset=utf-8"
    assert browser["Content-Type"] == "application/xml; charset=utf-8"
    assert reader.content == browser.content
    assert "Accept" in reader["Vary"].split(", ")
    assert client.get("/en/feed.json", headers=BROWSER)["Content-Type"].startswith(
        "application/feed+json"
    )
