"""Scheduled and background tasks, as Administrators see them."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from delivery import version
from delivery.models import Due
from tests import factories

pytestmark = pytest.mark.django_db
LIST = "/admin/delivery/due/"
RESULTS = "/admin/django_tasks_database/dbtaskresult/"


@pytest.fixture
def administrator(client):
    client.force_login(factories.user("Administrators"))
    return client


@pytest.fixture
def unknown():
    """Plan a task that no code of this version knows."""
    return Due.objects.create(name="old.thing", at=timezone.now() + timedelta(hours=1))


def test_one_is_hurried_on_and_says_why_it_failed(administrator, unknown):
    answer = administrator.post(LIST, {"action": "hurry", "_selected_action": [unknown.pk]})
    assert answer.status_code == 302
    version.current()
    unknown.refresh_from_db()
    assert unknown.tries == 1
    assert "Nothing here knows how to do “old.thing”" in administrator.get(LIST).text


def test_it_is_looked_at_and_dropped_but_not_changed(administrator, unknown):
    url = f"{LIST}{unknown.pk}/change/"
    page = administrator.get(url)
    assert page.status_code == 200
    assert 'name="_save"' not in page.text
    assert administrator.post(url, {"name": "other"}).status_code == 403
    assert administrator.get(f"{LIST}add/").status_code == 403
    administrator.post(f"{LIST}{unknown.pk}/delete/", {"post": "yes"})
    assert not Due.objects.filter(pk=unknown.pk).exists()


@pytest.mark.parametrize("group", ["Writers", "Editors"])
def test_others_do_not_see_it(client, unknown, group):
    client.force_login(factories.user(group))
    for url in (LIST, f"{LIST}{unknown.pk}/change/"):
        assert client.get(url).status_code == 403


def test_administrators_see_why_a_background_task_failed(administrator):
    row = DBTaskResult.objects.create(
        status="FAILED",
        task_path="library.tasks.make_renditions",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=None,
        traceback="ZeroDivisionError: division by zero",
    )
    url = f"{RESULTS}{row.pk}/change/"
    assert "ZeroDivisionError" in administrator.get(url).text
    assert administrator.post(url, {"status": "READY"}).status_code == 403


@pytest.mark.parametrize("group", ["Writers", "Editors"])
def test_others_do_not_see_background_tasks(client, group):
    client.force_login(factories.user(group))
    assert client.get(RESULTS).status_code == 403
