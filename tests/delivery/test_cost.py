"""How many statements a changed title takes: ours, with Django's own counted separately."""

import traceback

import pytest
from django.db import connection

from projects.models import Programme
from tests import factories
from tests.admin import filled

pytestmark = pytest.mark.django_db

# Django's own queries: session, user, permissions, its log, its validation.
DJANGOS = (
    "django/contrib/sessions/",
    "django/contrib/auth/",
    "django/contrib/admin/models.py",
    "django/contrib/admin/options.py:get_object",
    "django/contrib/contenttypes/",
    "django/db/models/constraints.py",
    "django/db/models/fields/related.py:validate",
    "django/forms/models.py:clean",
)


class Statements:
    """Counts statements by origin; savepoints separately."""

    def __init__(self):
        self.ours, self.djangos, self.savepoints = [], [], []

    def __call__(self, execute, sql, params, many, context):
        places = [
            f"{frame.filename.rpartition('site-packages/')[2]}:{frame.name}"
            for frame in traceback.extract_stack()
        ]
        if any(place.startswith(DJANGOS) for place in places):
            self.djangos.append(sql)
        elif sql.startswith("SAVEPOINT"):
            self.savepoints.append(sql)
        elif not sql.startswith("RELEASE"):
            self.ours.append(sql)
        return execute(sql, params, many, context)


def counted(client, make):
    """Change the title of a post through its form; return the counts."""
    post = make()
    client.force_login(factories.user("Editors"))
    url = f"/admin/blog/post/{post.pk}/change/"
    data = {**filled(client.get(url)), "title": "Another title"}
    statements = Statements()
    with connection.execute_wrapper(statements):
        assert client.post(url, data).status_code == 302
    post.refresh_from_db()
    assert post.title == "Another title"
    return statements


def rich():
    """Make a post with a picture, a translation, topics and two projects."""
    post = factories.post(lead_image=factories.image(), lead_image_alt="A wall")
    factories.post(language="bg", story=post.story)
    post.story.topics.add(factories.topic(), factories.topic())
    post.story.projects.add(factories.project(), factories.project())
    return post


@pytest.mark.parametrize("make", [factories.post, rich], ids=["plain", "rich"])
def test_a_changed_title(client, make):
    statements = counted(client, make)
    assert len(statements.ours) <= 25, "\n".join(
        sql[:40] + " … " + sql[-60:] for sql in statements.ours
    )
    assert len(statements.savepoints) <= 2
    # Neither skipped nor done twice: session, user, permissions (2), log, and validation.
    assert 12 <= len(statements.djangos) <= 40


def test_a_changed_title_of_a_post_behind_which_there_is_a_grant(client):
    """It is published once for the check of its page, once in truth."""

    def funded():
        post = factories.post()
        programme = Programme.objects.get(code="erasmus-2021")
        post.story.projects.add(factories.project(programme=programme, funding="co_funded"))
        return post

    statements = counted(client, funded)
    assert len(statements.ours) <= 75
