"""Two processes write, pass an instant or find a due task at the same time; and rollbacks.

``make drill`` does the same for longer, with many processes.
"""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from blog.models import Post
from delivery import due, instants, memo, version
from delivery.models import Due, SiteVersion
from delivery.writing import writing
from publishing.instants import publishables
from tests import factories
from tests.test_visibility import SECRET, Clock, World, addresses

real = pytest.mark.django_db(transaction=True)
NAME = "tests.thing"


def at_once(*functions):
    """Run each in a thread with a connection of its own; return what they return."""
    answers = [None] * len(functions)

    def run(place):
        try:
            answers[place] = functions[place]()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[place]) for place in range(len(functions))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    return answers


@real
class TestConditionalUpdates:
    def test_the_second_waits_and_finds_it_changed(self):
        post = factories.post()
        known = Post.objects.filter(pk=post.pk, version=post.version)
        written = threading.Event()

        def first():
            with transaction.atomic():
                number = known.update(version=post.version + 1, title="First")
                written.set()
                # Long enough for the other to wait in the queue.
                time.sleep(0.3)
            return number

        def second():
            written.wait(10)
            return known.update(version=post.version + 1, title="Second")

        assert at_once(first, second) == [1, 0]
        assert Post.objects.get(pk=post.pk).title == "First"

    @pytest.mark.parametrize("attempt", range(3))
    def test_of_two_at_once_one_wins(self, attempt):
        post = factories.post()
        together = threading.Barrier(2)

        def change():
            together.wait(10)
            known = Post.objects.filter(pk=post.pk, version=post.version)
            return known.update(version=post.version + 1, title="Changed")

        assert sorted(at_once(change, change)) == [0, 1]


@pytest.fixture
def thing(monkeypatch):
    """Register a task that pops functions off a list and calls them; return the list."""
    acts = []

    def act():
        return acts.pop(0)()

    monkeypatch.setitem(due._doers, NAME, due.Doer(act, "wind the clock"))
    return acts


def fail():
    message = "The key is lost."
    raise RuntimeError(message)


class TestThingsDue:
    @real
    def test_two_who_meet_one_do_it_once(self, thing, monkeypatch):
        due.plan(NAME, timezone.now())
        together, do, done = threading.Barrier(2), due._do, []

        def meet(row):
            if row.name == NAME:
                together.wait(10)
            return do(row)

        monkeypatch.setattr(due, "_do", meet)
        # Slowly, so that the other arrives while it is being done.
        thing += [lambda: time.sleep(0.2) or done.append(1)] * 2
        at_once(version.current, version.current)
        assert len(done) == 1
        assert not Due.objects.filter(name=NAME).exists()

    @pytest.mark.django_db
    def test_what_fails_is_seen_by_administrators_and_tried_again(
        self, thing, client, monkeypatch, caplog
    ):
        clock = Clock(monkeypatch)
        thing += [fail, lambda: None]
        due.plan(NAME, clock.now)
        version.current()
        assert "tests.thing failed" in caplog.text

        client.force_login(factories.user("Administrators"))
        listed = client.get("/admin/delivery/due/").text
        assert "wind the clock" in listed
        assert "RuntimeError: The key is lost." in listed
        client.force_login(factories.user("Editors"))
        assert client.get("/admin/delivery/due/").status_code == 403

        clock.pass_by(seconds=59)
        version.current()
        assert len(thing) == 1
        assert Due.objects.get(name=NAME).tries == 1
        clock.pass_by(seconds=1)
        version.current()
        assert thing == []
        assert not Due.objects.filter(name=NAME).exists()

    @pytest.mark.django_db
    def test_what_names_an_instant_is_done_again_then(self, thing, monkeypatch):
        clock = Clock(monkeypatch)
        again = clock.now + timedelta(hours=1)
        thing += [lambda: again, lambda: None]
        due.plan(NAME, clock.now)
        version.current()
        clock.pass_by(minutes=59)
        version.current()
        assert Due.objects.get(name=NAME).at == again
        assert len(thing) == 1
        clock.pass_by(minutes=1)
        version.current()
        assert thing == []
        assert not Due.objects.filter(name=NAME).exists()


class TestInstants:
    @real
    def test_of_two_who_meet_one_one_passes_it(self, monkeypatch):
        now = timezone.now()
        # Ahead, so that each step is one second.
        before = (now + timedelta(hours=1)).replace(microsecond=0)
        rows = SiteVersion.objects.filter(pk=1)
        rows.update(token="old", changed_at=before, upcoming=now)
        together, do = threading.Barrier(2), version._pass

        def meet(found):
            together.wait(10)
            do(found)

        monkeypatch.setattr(version, "_pass", meet)
        one, other = at_once(version.current, version.current)
        assert one.token == other.token != "old"
        assert one.changed_at == before + timedelta(seconds=1)
        assert rows.get().token == one.token

    @pytest.mark.django_db
    def test_midnight_is_one(self, monkeypatch):
        midnight = instants.midnight(timezone.now())
        now = midnight - timedelta(microseconds=1)
        monkeypatch.setattr(version.timezone, "now", lambda: now)
        before = version.current()
        assert version.current().token == before.token
        now = midnight
        after = version.current()
        assert after.token != before.token
        assert after.now == after.changed_at == midnight
        assert version.current().token == after.token

    @pytest.mark.django_db
    def test_a_write_passes_one_that_has_come(self):
        now = timezone.now()
        SiteVersion.objects.update(upcoming=now)
        version.raise_version(instants_moved=False)
        row = SiteVersion.objects.get()
        assert now <= row.passed_at < row.upcoming
        # Nobody else has to.
        assert version.current().token == row.token


def publish_everything():
    for model in publishables():
        model.objects.filter(status="draft").update(status="published")


def is_english(path):
    return not path.startswith("/bg/")


@real
def test_nothing_is_left_of_what_was_rolled_back(client):
    world = World("draft")
    client.get("/en/")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        publish_everything()
        for path in ("/en/", "/bg/", "/en/blog/", "/en/feed.rss", "/sitemap-posts-1.xml"):
            assert SECRET.lower() in client.get(path).text.lower(), path
        raise ZeroDivisionError
    factories.post(title="Another")
    # Bulgarian pages are built like the English ones; what is cached is on each of them.
    for path in ["/bg/", *filter(is_english, addresses(0)(world))]:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert SECRET.lower() not in answer.text.lower(), path
    for path in filter(is_english, addresses(1)(world)):
        assert client.get(path).status_code == 404, path
    assert "Another" in repr(memo._kept)
    assert SECRET.lower() not in repr(memo._kept).lower()


@real
@pytest.mark.parametrize("block", [transaction.atomic, writing], ids=["transaction", "unit"])
def test_memory_keeps_nothing_that_is_rolled_back(client, block):
    # A unit of work raises the version only at its end, so until then the token is the old one.
    with pytest.raises(ZeroDivisionError), block():
        factories.page(title=SECRET, menu="main")
        assert SECRET in client.get("/en/").text
        raise ZeroDivisionError
    assert SECRET not in client.get("/en/").text
