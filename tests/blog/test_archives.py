"""Archives of feeds (RFC 5005, section 4): a reader goes back to the first post."""

from datetime import UTC, datetime

import feedparser
import pytest

from feeds.view import SIZE
from tests import factories
from tests.feeds import checks

pytestmark = pytest.mark.django_db
HOST = "http://localhost:8000"


def in_year(year, number=1, **fields):
    return [
        factories.post(published_at=datetime(year, 5, day + 1, tzinfo=UTC), **fields)
        for day in range(number)
    ]


def walk(client, path, form):
    """Follow a feed back like a reader; return its documents and the ids of all items, in order."""
    documents, ids = [], []
    while path:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert checks.problems(form, answer.content) == []
        documents.append(path.removeprefix(HOST))
        if form == "json":
            told = answer.json()
            ids += [item["id"] for item in told["items"]]
            path = told.get("next_url", "")
        else:
            told = feedparser.parse(answer.content)
            ids += [item.id for item in told.entries]
            links = {link.rel: link.href for link in told.feed.links}
            path = links.get("prev-archive", "")
    return documents, ids


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
@pytest.mark.parametrize("start", ["/en/feed.", "/en/blog/feed."])
def test_every_post_is_reached_once_or_twice(client, form, start):
    posts = [*in_year(2019, 2), *in_year(2021, 3), *in_year(2024, SIZE - 1)]
    factories.post("draft", title="Secret")
    documents, ids = walk(client, f"{start}{form}", form)
    archive = start.replace("feed.", "feed-{}.") + form
    assert documents == [start + form, archive.format(2021), archive.format(2019)]
    assert set(ids) == {post.uid.urn for post in posts}


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_a_short_feed_has_no_archive_to_look_for(client, form):
    in_year(2019, 2)
    assert walk(client, f"/en/feed.{form}", form)[0] == [f"/en/feed.{form}"]


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_an_archive_says_what_it_is_and_what_stands_beside_it(client, form):
    for year in (2019, 2021, 2024):
        in_year(year)
    content = client.get(f"/en/blog/feed-2021.{form}").content
    assert b"<fh:archive/>" in content
    links = {link.rel: link.href for link in feedparser.parse(content).feed.links}
    assert links["prev-archive"] == f"{HOST}/en/blog/feed-2019.{form}"
    assert links["next-archive"] == f"{HOST}/en/blog/feed-2024.{form}"
    assert links["current"] == f"{HOST}/en/blog/feed.{form}"
    assert links["self"] == f"{HOST}/en/blog/feed-2021.{form}"
    assert b"fh:archive" not in client.get(f"/en/blog/feed.{form}").content.partition(b">")[2][600:]


@pytest.mark.parametrize("year", ["2020", "0", "1", "99999", "9" * 30])
def test_a_year_without_posts_has_no_archive(client, year):
    in_year(2019)
    assert client.get(f"/en/feed-{year}.rss").status_code == 404


def test_an_archive_answers_304(client):
    in_year(2019)
    first = client.get("/en/feed-2019.atom")
    again = client.get("/en/feed-2019.atom", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304


class TestLongYears:
    @pytest.fixture(autouse=True)
    def _short_documents(self, monkeypatch):
        monkeypatch.setattr("feeds.archives.SIZE", 3)

    @pytest.mark.parametrize("form", ["rss", "atom", "json"])
    def test_is_cut_into_parts_that_are_linked(self, client, form):
        posts = [*in_year(2019, 2), *in_year(2024, 8), *in_year(2025, SIZE)]
        ids = [post.uid.urn for post in posts]
        documents, found = walk(client, f"/en/feed.{form}", form)
        ends = ["feed", "feed-2024", "feed-2024-2", "feed-2024-1", "feed-2019"]
        assert documents == [f"/en/{end}.{form}" for end in ends]
        assert found == ids[::-1]

    def test_links_forward_too(self, client):
        in_year(2019, 2), in_year(2024, 4)
        newer = []
        for end in ("2019", "2024-1", "2024"):
            feed = feedparser.parse(client.get(f"/en/feed-{end}.rss").content).feed
            newer.append({link.rel: link.href for link in feed.links}.get("next-archive"))
        assert newer == [f"{HOST}/en/feed-2024-1.rss", f"{HOST}/en/feed-2024.rss", None]

    def test_a_full_part_stays_as_it_is(self, client):
        in_year(2024, 4)
        before = client.get("/en/feed-2024-1.rss").content
        factories.post(published_at=datetime(2024, 6, 1, tzinfo=UTC))
        assert client.get("/en/feed-2024-1.rss").content == before

    @pytest.mark.parametrize(
        "end", ["2024-1", "2024-2", "2024-0", "2024-01", "2024-99999", "2019-1"]
    )
    def test_a_part_that_is_not_there_is_none(self, client, end):
        in_year(2024, 3)
        assert client.get(f"/en/feed-{end}.rss").status_code == 404
