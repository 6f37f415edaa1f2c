"""What has stopped in the background: for monitors, and for Administrators on their front page."""

import re
import uuid
from datetime import UTC, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django_tasks import TaskResultStatus as Status
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from delivery import heartbeat, version, watch
from delivery.models import Due
from library import tasks
from tests import factories
from tests.test_visibility import Clock

pytestmark = pytest.mark.django_db
READY = "/health/ready"
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def queue(settings, monkeypatch):
    """Let tasks wait in the queue, as on a real site; return a worker that does all of them."""
    settings.TASKS = QUEUE
    # It would close the connection that the test rolls back.
    monkeypatch.setattr(f"{Worker.__module__}.close_old_connections", lambda: None)
    return Worker(
        queue_names=["default"],
        excluded_queue_names=[],
        backend_name="default",
        batch=True,
        interval=0,
        startup_delay=False,
        max_tasks=None,
        worker_id="worker",
    ).run


@pytest.fixture
def failed(queue, monkeypatch, caplog):
    """Return the task of a picture after it failed for a reason that has since passed."""
    image = factories.image()
    tasks.make_renditions.enqueue(str(image.uid))
    with monkeypatch.context() as patch:
        patch.setattr("library.renditions.make", lambda image: 1 / 0)
        queue()
    return DBTaskResult.objects.get(status=Status.FAILED)


@pytest.fixture
def server(clock):
    """Return a function that lets the server check once a minute, as its watch does, for a while."""
    heartbeat.plan()
    version.current()

    def run(minutes):
        for _minute in range(minutes):
            clock.pass_by(minutes=1)
            version.current()

    return run


def scheduled(**fields):
    """Make a scheduled task that no code of this version knows."""
    at = timezone.now() + timedelta(hours=1)
    return Due.objects.create(**{"name": "old.thing", "at": at, **fields})


def interrupted(**since):
    """Make a task that a worker began this long ago, before it was killed."""
    return DBTaskResult.objects.create(
        status=Status.RUNNING,
        started_at=timezone.now() - timedelta(**since),
        task_path=tasks.make_renditions.module_path,
        args_kwargs={"args": [str(uuid.uuid4())], "kwargs": {}},
        backend_name="default",
        run_after=None,
    )


def reported(client, status):
    """Return what ``/health/ready`` reports: the number of rows by problem."""
    answer = client.get(READY)
    assert answer.status_code == status, answer.json()
    assert answer.json()["ready"] is (status == 200)
    assert answer["Cache-Control"] == "no-store"
    return {problem["what"]: problem["count"] for problem in answer.json()["problems"]}


def signed_in(group, language="en"):
    client = Client()
    client.force_login(factories.user(group, interface_language=language))
    return client


class TestWorker:
    def test_one_that_answers_is_alive_and_leaves_one_row(self, client, queue, server):
        for _minute in range(10):
            server(minutes=1)
            queue()
            assert reported(client, 200) == {}
        assert DBTaskResult.objects.count() == 1

    def test_one_that_does_not_answer_is_dead_until_it_does(self, client, queue, server, clock):
        asked = clock.now
        server(minutes=2)
        assert reported(client, 200) == {}
        server(minutes=60)
        assert reported(client, 503) == {"worker": 1}
        assert client.get(READY).json()["problems"][0]["since"] == (
            asked.astimezone(UTC).isoformat().replace("+00:00", "Z")
        )
        queue()
        assert reported(client, 200) == {}

    def test_it_is_asked_before_all_that_waits(self, queue):
        tasks.make_renditions.enqueue(str(uuid.uuid4()))
        heartbeat.answer_heartbeat.enqueue()
        first = DBTaskResult.objects.ready().first()
        assert first.task_path == heartbeat.answer_heartbeat.module_path

    def test_after_a_stop_of_the_whole_site_it_has_time_to_answer(
        self, client, queue, server, clock
    ):
        clock.pass_by(days=1)  # with the question still in the queue
        version.current()
        assert reported(client, 200) == {}
        server(minutes=3)
        assert reported(client, 503) == {"worker": 1}

    def test_without_a_queue_nothing_is_asked(self, client, server):
        server(minutes=10)
        assert reported(client, 200) == {}
        assert not DBTaskResult.objects.exists()

    def test_only_a_server_asks(self, queue, monkeypatch):
        call_command("migrate", verbosity=0)
        assert not Due.objects.filter(name=heartbeat.NAME).exists()

        def look(front):
            version.current()
            raise StopIteration

        monkeypatch.setattr(watch, "look", look)
        with pytest.raises(StopIteration):
            watch._watch(None)
        assert DBTaskResult.objects.ready().count() == 1

    def test_its_answers_are_not_logged(self, queue, caplog):
        caplog.set_level("INFO", "django_tasks")
        heartbeat.answer_heartbeat.enqueue()
        tasks.make_renditions.enqueue(str(uuid.uuid4()))
        queue()
        assert heartbeat.answer_heartbeat.module_path not in caplog.text
        assert tasks.make_renditions.module_path in caplog.text

    def test_old_results_are_deleted(self, queue, server, clock, failed):
        tasks.make_renditions.enqueue(str(uuid.uuid4()))
        server(minutes=1)
        queue()
        others = DBTaskResult.objects.exclude(task_path=heartbeat.answer_heartbeat.module_path)
        for days, left in ((0.9, 2), (0.2, 1), (28, 1), (1, 0)):
            clock.pass_by(days=days)
            version.current()
            assert others.count() == left, days


class TestReady:
    def test_failed_tasks_are_listed_but_a_restart_would_not_help(self, client, failed):
        assert reported(client, 200) == {"failed_tasks": 1}
        told = client.get(READY).text
        assert "ZeroDivisionError" not in told
        assert failed.args_kwargs["args"][0] not in told

    def test_so_are_tasks_whose_worker_was_killed(self, client):
        interrupted(minutes=9)
        assert reported(client, 200) == {}
        interrupted(minutes=11)
        assert reported(client, 200) == {"interrupted_tasks": 1}

    def test_so_are_scheduled_tasks_that_failed(self, client):
        row = scheduled()
        assert reported(client, 200) == {}
        Due.objects.filter(pk=row.pk).update(tries=1, error="Ivan's secret")
        assert reported(client, 200) == {"failed_scheduled_tasks": 1}
        assert "secret" not in client.get(READY).text

    def test_not_ready_while_scheduled_tasks_are_late(self, client):
        row = scheduled(at=timezone.now() - timedelta(seconds=50))
        assert reported(client, 200) == {}
        Due.objects.filter(pk=row.pk).update(at=timezone.now() - timedelta(seconds=70))
        assert reported(client, 503) == {"late_scheduled_tasks": 1}


class TestFrontPage:
    @pytest.mark.parametrize(
        ("language", "sentences"),
        [
            (
                "en",
                (
                    "The task worker has not responded since",
                    "1 background task failed on",
                    "1 background task was begun on",
                    "1 scheduled task was due on",
                    "1 scheduled task failed and will be retried.",
                    "Run again",
                ),
            ),
            (
                "bg",
                (
                    "Процесът за фонови задачи не отговаря от",
                    "1 фонова задача не успя на",
                    "1 фонова задача е започната на",
                    "1 планирана задача трябваше да бъде изпълнена на",
                    "1 планирана задача не успя и ще бъде опитана отново.",
                    "Изпълняване отново",
                    "Фонови задачи",
                ),
            ),
        ],
    )
    def test_it_names_each_problem(self, failed, server, language, sentences):
        server(minutes=4)
        interrupted(minutes=11)
        scheduled(tries=1)
        client = signed_in("Administrators", language)
        scheduled(name="late.thing", at=timezone.now() - timedelta(minutes=2))
        page = " ".join(client.get("/admin/").text.split())
        for sentence in sentences:
            assert sentence in page
        notice = page[page.index('class="module problems"') : page.index("</section>")]
        links = re.findall(r'href="([^"]+)"', notice)
        assert [client.get(link).status_code for link in links] == [200] * 3

    def test_it_is_silent_while_all_is_well(self):
        client = signed_in("Administrators")
        page = client.get("/admin/").text
        assert "problems" not in page
        assert "Run again" not in page

    def test_the_check_is_two_queries(self, failed):
        client = signed_in("Administrators")
        with CaptureQueriesContext(connection) as queries:
            assert "1 background task failed" in client.get("/admin/").text
        tables = ("django_tasks_database", "delivery_due")
        made = [q["sql"] for q in queries if "delivery_siteversion" not in q["sql"]]
        assert len([sql for sql in made if any(table in sql for table in tables)]) == 2

    def test_what_failed_runs_again(self, failed, queue):
        scheduled_row, left = scheduled(tries=1), interrupted(minutes=9)
        dead = interrupted(minutes=11)
        client = signed_in("Administrators")
        page = client.post("/admin/run-again/", follow=True)
        assert "2 background tasks were put back into the queue." in page.text
        assert "1 task will run within a second." in page.text
        queue()
        states = dict(DBTaskResult.objects.values_list("pk", "status"))
        assert states == {
            failed.pk: Status.SUCCESSFUL,
            dead.pk: Status.SUCCESSFUL,
            left.pk: Status.RUNNING,
        }
        version.current()
        scheduled_row.refresh_from_db()
        assert scheduled_row.tries == 2

    def test_what_runs_again_has_not_waited_yet(self, client, failed):
        hour = timezone.now() - timedelta(hours=1)
        path = heartbeat.answer_heartbeat.module_path
        DBTaskResult.objects.update(task_path=path, enqueued_at=hour)
        signed_in("Administrators").post("/admin/run-again/")
        assert reported(client, 200) == {}

    def test_it_says_so_if_nothing_is_left_to_run(self):
        page = signed_in("Administrators").post("/admin/run-again/", follow=True)
        assert "Nothing was left to run again." in page.text

    def test_no_button_helps_a_dead_worker(self, queue, server):
        server(minutes=4)
        page = signed_in("Administrators").get("/admin/").text
        assert "manage.py db_worker" in page
        assert "Run again" not in page

    def test_it_takes_a_form_of_this_site(self, failed):
        user = factories.user("Administrators")
        client = Client(enforce_csrf_checks=True)
        client.force_login(user)
        assert client.get("/admin/run-again/").status_code == 405
        assert client.post("/admin/run-again/").status_code == 403
        failed.refresh_from_db()
        assert failed.status == Status.FAILED
        form = re.search(
            r'action="/admin/run-again/">(.+?)</form>', client.get("/admin/").text, re.DOTALL
        )
        token = re.search(r'value="(\w+)"', form[1])[1]
        client.post("/admin/run-again/", {"csrfmiddlewaretoken": token})
        failed.refresh_from_db()
        assert failed.status == Status.READY

    def test_strangers_are_asked_to_sign_in(self, client, failed):
        answer = client.post("/admin/run-again/")
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/admin/login/")
        failed.refresh_from_db()
        assert failed.status == Status.FAILED

    @pytest.mark.parametrize("group", ["Writers", "Editors"])
    def test_others_see_nothing_and_run_nothing(self, failed, group):
        row, client = scheduled(tries=1), signed_in(group)
        with CaptureQueriesContext(connection) as queries:
            assert "problems" not in client.get("/admin/").text
        assert not [query for query in queries if "dbtaskresult" in query["sql"]]
        assert client.post("/admin/run-again/").status_code == 403
        failed.refresh_from_db()
        assert failed.status == Status.FAILED
        assert Due.objects.get(pk=row.pk).at == row.at
