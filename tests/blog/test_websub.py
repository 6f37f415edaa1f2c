"""WebSub: feeds name the hub in the settings, and the hub is notified when a post appears or changes."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import feedparser
import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from blog.models import Post
from blog.tasks import WAITS, tell_hub
from delivery.writing import writing
from tests import factories
from tests.feeds import checks

pytestmark = [pytest.mark.django_db, pytest.mark.enable_socket]
SITE = "http://localhost:8000"


class Hub(HTTPServer):
    """A hub on loopback that records its notifications, and responds as the test wants."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answer)
        self.told, self.status = [], 204
        self.url = f"http://127.0.0.1:{self.server_port}/"


class Answer(BaseHTTPRequestHandler):
    """Receives a ping."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.told.append(parse_qs(body.decode()))
        self.send_response(self.server.status)
        self.send_header("Location", "/elsewhere/")
        self.end_headers()

    def log_message(self, *args):
        """Log nothing."""


@pytest.fixture
def hub(settings):
    """Run a hub, named in the settings, with tasks kept in the database as on the real site."""
    server = Hub()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    settings.WEBSUB_HUB = server.url
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": False}
    }
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def waiting():
    """Return the arguments of the tasks in the queue, oldest first, and when they run, None: now."""
    rows = DBTaskResult.objects.order_by("enqueued_at")
    return [
        (row.args_kwargs["args"], None if row.run_after == get_date_max() else row.run_after)
        for row in rows
    ]


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_a_feed_names_its_hub_and_itself(client, hub, form):
    factories.post()
    answer = client.get(f"/en/blog/feed.{form}")
    assert checks.problems(form, answer.content) == []
    here = f"{SITE}/en/blog/feed.{form}"
    assert answer["Link"] == f'<{hub.url}>; rel="hub", <{here}>; rel="self"'
    if form == "json":
        assert answer.json()["hubs"] == [{"type": "WebSub", "url": hub.url}]
    else:
        links = {link.rel: link.href for link in feedparser.parse(answer.content).feed.links}
        assert (links["hub"], links["self"]) == (hub.url, here)


@pytest.mark.parametrize("form", ["rss", "atom", "json"])
def test_without_a_hub_nothing_is_named(client, form):
    factories.post()
    answer = client.get(f"/en/feed.{form}")
    assert "Link" not in answer
    assert b"hub" not in answer.content


def test_an_archive_names_no_hub(client, hub):
    post = factories.post()
    answer = client.get(f"/en/feed-{post.published_at.year}.atom")
    assert answer.status_code == 200
    assert "Link" not in answer
    assert hub.url.encode() not in answer.content


def test_the_hub_hears_of_every_feed_of_a_post(hub):
    post = factories.post(kind="news", slug="told")
    post.story.topics.add(factories.topic(slug="green"))
    post.story.projects.add(factories.project(slug="degrebe"), factories.project("draft"))
    post.story.organisations.add(factories.organisation(slug="tues"))
    tell_hub.call(str(post.uid))
    (told,) = hub.told
    assert told["hub.mode"] == ["publish"]
    places = ["", "news/", "news/topic/green/", "projects/", "projects/degrebe/"]
    places += ["partners/", "partners/tues/"]
    assert told["hub.url"] == [
        f"{SITE}/en/{place}feed.{form}" for place in places for form in ("rss", "atom", "json")
    ]


def test_every_address_that_the_hub_hears_is_a_feed_with_the_post(client, hub):
    post = factories.post(language="bg", kind="publication")
    post.story.projects.add(factories.project())
    post.story.series = factories.series()
    post.story.save()
    tell_hub.call(str(post.uid))
    for url in hub.told[0]["hub.url"]:
        assert str(post.uid) in client.get(url.removeprefix(SITE)).text, url


def test_publishing_and_changing_are_told(hub):
    post = factories.post("draft")
    assert waiting() == []
    post.status = "published"
    post.save()
    Post.objects.filter(pk=post.pk).update(title="Another")
    assert waiting() == [([str(post.uid)], None)] * 2


def test_a_post_and_what_its_languages_share_are_told_once(hub):
    post = factories.post()
    DBTaskResult.objects.all().delete()
    with writing():
        post.title = "Another title"
        post.save()
        post.story.kind = "news"
        post.story.save()
        post.story.topics.add(factories.topic())
        post.story.projects.add(factories.project())
    assert DBTaskResult.objects.count() == 1
    # A post may change by its story alone.
    post.story.topics.add(factories.topic())
    assert DBTaskResult.objects.count() == 2


def test_what_is_scheduled_is_told_when_it_appears(hub):
    post = factories.post("scheduled")
    assert waiting() == [([str(post.uid)], post.published_at)]
    tell_hub.call(str(post.uid))
    assert hub.told == []


@pytest.mark.parametrize("stage", ["draft", "withdrawn", "expired"])
def test_what_is_not_public_is_never_told(hub, stage):
    post = factories.post(stage)
    tell_hub.call(str(post.uid))
    assert hub.told == []


def test_a_deleted_post_is_not_looked_for(hub):
    tell_hub.call("6f2d1c0e-51e4-4d0b-9a55-0d6b5c3f7a18")
    assert hub.told == []


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_busy_hub_is_told_again_later(hub, status):
    post = factories.post()
    DBTaskResult.objects.all().delete()
    hub.status = status
    tell_hub.call(str(post.uid))
    ((args, when),) = waiting()
    assert args == [str(post.uid), 1]
    assert timedelta(0) < when - timezone.now() <= WAITS[0]


def test_a_hub_that_is_away_is_told_again_then_given_up(hub, settings, caplog):
    post = factories.post()
    settings.WEBSUB_HUB = "http://127.0.0.1:1/"
    for attempt, wait in enumerate(WAITS):
        DBTaskResult.objects.all().delete()
        tell_hub.call(str(post.uid), attempt)
        ((args, when),) = waiting()
        assert args == [str(post.uid), attempt + 1]
        assert wait - timedelta(seconds=30) < when - timezone.now() <= wait
    DBTaskResult.objects.all().delete()
    assert caplog.text == ""
    tell_hub.call(str(post.uid), len(WAITS))
    assert waiting() == []
    assert f"not notified about post {post.uid}" in caplog.text


@pytest.mark.parametrize("status", [301, 400, 404])
def test_a_hub_that_refuses_is_not_asked_again(hub, caplog, status):
    post = factories.post()
    DBTaskResult.objects.all().delete()
    hub.status = status
    tell_hub.call(str(post.uid))
    assert len(hub.told) == 1
    assert waiting() == []
    assert f"answered {status}" in caplog.text


def test_without_a_hub_nothing_waits(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    factories.post()
    assert waiting() == []
