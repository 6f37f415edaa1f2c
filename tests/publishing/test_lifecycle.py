"""The rule of what the public sees, and what the database refuses."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from blog.models import Post, Story
from delivery import instants
from delivery.version import current
from projects.models import Participation, Project
from publishing import instants as published
from publishing.models import Publishable
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("stage", ["published", *factories.HIDDEN])
def test_row_and_queryset_agree(stage):
    row = factories.post(stage)
    assert row.is_published() == Post.objects.published().filter(pk=row.pk).exists()
    assert row.is_published() == (stage == "published")
    assert row.stage == stage


def test_the_first_publication_sets_the_instant_and_the_date_shown():
    row = factories.post("draft")
    row.status = "published"
    row.save()
    assert row.published_at is not None
    assert row.shown_on == timezone.localdate().isoformat()


def test_what_is_scheduled_will_show_the_day_on_which_it_appears():
    ahead = timezone.now() + timedelta(days=40)
    row = factories.post(published_at=ahead)
    assert row.shown_on == timezone.localdate(ahead).isoformat()


def test_of_something_older_only_the_year_is_shown():
    old = datetime(2024, 1, 1, tzinfo=UTC)
    assert factories.post(published_at=old).shown_on == "2024"
    assert factories.post(published_at=old, shown_on="2023-12").shown_on == "2023-12"


@pytest.mark.parametrize("days", [-900, 40, None])
def test_update_says_the_same_of_the_date_shown(days):
    begins = timezone.now() + timedelta(days=days) if days else None
    row = factories.post("draft", published_at=begins)
    Post.objects.filter(pk=row.pk).update(status="published")
    row.status = "published"
    row.keep_times()
    assert Post.objects.get(pk=row.pk).shown_on == row.shown_on != ""


def test_instants_are_found_in_every_kind():
    now = timezone.now()
    factories.organisation(expires_at=now + timedelta(hours=2))
    factories.project(published_at=now + timedelta(hours=1))
    factories.post(published_at=now - timedelta(hours=1))
    factories.post("draft", published_at=now + timedelta(minutes=1))
    assert published.upcoming(now) == now + timedelta(hours=1)
    assert current().upcoming == min(now + timedelta(hours=1), instants.midnight(now))


REFUSED = {
    "no such status": {"status": "archived"},
    "published without an instant": {"status": "published", "published_at": None},
    "ends before it begins": {
        "published_at": timezone.now(),
        "expires_at": timezone.now() - timedelta(days=9),
    },
    "published without an address": {"slug": ""},
    "published without a lead": {"lead": ""},
    "published without a text": {"body": ""},
    "no title": {"title": ""},
}


@pytest.mark.parametrize("fields", REFUSED.values(), ids=REFUSED)
def test_the_database_refuses(fields):
    row = factories.post()
    with pytest.raises(IntegrityError), transaction.atomic():
        # Bypassing all our own code.
        QuerySet.update(Post.objects.filter(pk=row.pk), **fields)


def test_one_story_has_one_text_in_a_language_and_one_address():
    row = factories.post(slug="same")
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.post(story=row.story)
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.post(slug="same")
    factories.post(slug="same", language="bg")
    factories.post(slug="same", kind="news")


def test_amounts_need_a_currency_and_participants_a_name():
    with pytest.raises(IntegrityError), transaction.atomic():
        factories.project(amount_total="1.00")
    project = factories.project()
    with pytest.raises(IntegrityError), transaction.atomic():
        Participation.objects.create(project=project)
    with pytest.raises(IntegrityError), transaction.atomic():
        Participation.objects.create(
            project=project, organisation=factories.organisation(), country="BG"
        )


@pytest.mark.parametrize(
    ("dates", "phase"),
    [
        ({}, "unknown"),
        ({"start": "2020"}, "unknown"),
        ({"start": "2020", "planned_end": "2022"}, "completed"),
        ({"start": "2026", "planned_end": "2026"}, "current"),
        ({"start": "2026-11-24", "planned_end": "2026-11"}, "current"),
        ({"start": "2027-01", "planned_end": "2028"}, "planned"),
        ({"start": "2020", "planned_end": "2030", "actual_end": "2021"}, "completed"),
        ({"actual_end": "2026-11-23"}, "completed"),
    ],
)
def test_database_and_row_agree_on_the_phase(monkeypatch, dates, phase):
    from datetime import date

    today = date(2026, 11, 24)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: today)
    row = factories.project(**dates)
    row.refresh_from_db()
    assert row.phase == phase
    assert Project.objects.in_phase(phase).get() == row


def test_a_story_goes_with_its_last_post():
    post = factories.post()
    other = factories.post(language="bg", story=post.story)
    post.delete()
    assert Story.objects.exists()
    Post.objects.filter(pk=other.pk).delete()
    assert not Story.objects.exists()


def test_every_publishable_has_its_own_permission_to_publish():
    for model in Publishable.__subclasses__():
        assert "publish" in model._meta.default_permissions
