"""What stands in a form can be checked before it is published."""

from datetime import timedelta

import pytest
from django.utils import timezone

import evidence
from blog.models import Post
from delivery import clock
from evidence.asking import rehearsal
from publishing.edit import EDITS
from publishing.preview.rehearsal import rehearsed
from tests import factories
from tests.evidence import site

pytestmark = pytest.mark.django_db


def checked(row):
    edit = EDITS[type(row)](row, factories.user("Editors"), at=clock.now())
    with rehearsed(edit) as done, clock.following(lambda: done.at):
        return evidence.check(done.row, rehearsal)


@pytest.mark.parametrize("ahead", [{}, {"published_at": timezone.now() + timedelta(days=9)}])
def test_a_draft_is_checked_as_if_it_were_published(ahead):
    post = site.post(site.project(slug="investech"), **{**factories.life("draft"), **ahead})
    report = checked(post)
    assert (report.places, report.severe) == (3, [])
    assert not Post.objects.get(pk=post.pk).is_published()


def test_what_is_broken_is_found_before_it_is_published(monkeypatch):
    post = site.post(site.project(slug="investech"), **factories.life("draft"))
    monkeypatch.setattr("blog.views.post.shown_of", lambda grants, language: [])
    assert [(found.code, found.duty.path) for found in checked(post).severe] == [
        ("nothing", post.get_absolute_url())
    ]


def test_a_draft_of_a_project_is_checked_on_its_pages():
    project = site.project(**factories.life("draft"))
    assert [duty.path for duty in checked(project).duties] == list(project.paths().values())
    assert checked(project).severe == []


def test_an_address_that_is_not_there():
    assert rehearsal("/en/blog/nothing-here/").status == 404
