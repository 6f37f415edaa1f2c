"""A second independent feed reader: the library ``reader`` polls a live server."""

import sys
from contextlib import closing
from datetime import timedelta

import feedparser_sgmllib
import pytest
from django.utils import timezone

from feeds.view import FORMATS, FeedView
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(params=FORMATS)
def subscribed(request, live_server, settings, tmp_path):
    """A reader with its own storage, subscribed to the site's feed in one of the formats."""
    # ``reader`` 3.26 bundles a feedparser that imports this module by its former name. Drop the line
    # when a later ``reader`` starts without it.
    sys.modules.setdefault("sgmllib", feedparser_sgmllib)
    from reader import make_reader

    settings.SITE_URL = live_server.url
    with closing(make_reader(str(tmp_path / "reader.sqlite"))) as reader:
        reader.add_feed(f"{live_server.url}/en/feed.{request.param}")
        yield reader


@pytest.fixture
def answers(monkeypatch):
    """The status of every response of a feed, in order."""
    found, get = [], FeedView.get

    def noted(view, *args, **kwargs):
        response = get(view, *args, **kwargs)
        found.append(response.status_code)
        return response

    monkeypatch.setattr(FeedView, "get", noted)
    return found


def poll(reader):
    """Update the feed, like a click on the button; return its new entries, None for a 304."""
    (feed,) = reader.get_feeds()
    result = reader.update_feed(feed)
    return result and result.new


def test_an_entry_stays_one_whatever_happens_to_its_post(subscribed):
    factories.post(title="Another one")
    post = factories.post(title="Here to stay", slug="first")
    assert poll(subscribed) == 2
    for _change in factories.lead_a_life(post):
        poll(subscribed)

    entries = {entry.id: entry for entry in subscribed.get_entries()}
    assert len(entries) == 2
    kept = entries[post.uid.urn]
    assert kept.title == "Here to stay, renamed"
    assert kept.link.endswith("/en/events/second/")
    assert "31 October 2024" in kept.get_content(prefer_summary=False).value


def test_an_entry_tells_what_the_page_tells(subscribed):
    body = "<h2>Part</h2><p>It is “said” &amp; done.</p>"
    post = factories.post(title="Less < more & “more”", body=body, lead="Why", byline="TUES")
    poll(subscribed)
    (entry,) = subscribed.get_entries()
    feed = subscribed.get_feed(entry.feed_url)
    assert (entry.title, entry.link) == (
        post.title,
        f"{feed.link[: -len('/en/')]}/en/blog/{post.slug}/",
    )
    assert "It is “said” &amp; done." in entry.get_content(prefer_summary=False).value
    assert entry.authors_str == "TUES"


def test_nothing_is_sent_twice_until_something_changes(subscribed, answers):
    factories.post()
    poll(subscribed)
    assert poll(subscribed) is None
    post = factories.post()
    assert poll(subscribed) == 1
    assert poll(subscribed) is None
    post.status = "withdrawn"
    post.save()
    # This reader stores new validators only along with new entries: the withdrawal shows at once,
    # and its validators are used from the next post on.
    assert poll(subscribed) == 0
    factories.post()
    assert poll(subscribed) == 1
    assert poll(subscribed) is None
    assert answers == [200, 304, 200, 304, 200, 200, 304]


def test_what_was_scheduled_comes_when_its_time_has_passed(subscribed, answers, monkeypatch):
    factories.post()
    factories.post(published_at=timezone.now() + timedelta(hours=1))
    assert poll(subscribed) == 1
    assert poll(subscribed) is None
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert poll(subscribed) == 1
    assert poll(subscribed) is None
    assert answers == [200, 304, 200, 304]
