"""What is owed: where, in which language and words, and because of which projects."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from evidence.owed import owed
from tests import factories
from tests.evidence import site

pytestmark = pytest.mark.django_db


def places():
    return [(duty.kind, duty.language, duty.path) for duty in owed()]


def test_a_project_owes_on_its_page_in_every_language_and_on_the_home_page():
    site.project(slug="investech", languages=("en",))
    assert sorted(places()) == [
        ("home", "bg", "/bg/"),
        ("home", "en", "/en/"),
        ("project", "bg", "/bg/proekti/investech/"),
        ("project", "en", "/en/projects/investech/"),
    ]


def test_the_words_are_those_of_the_language():
    site.project(slug="investech")
    bg, en = (duty for duty in owed() if duty.kind == "project")
    assert (bg.statement, bg.statement_language) == (("Съфинансирано от Европейския съюз",), "bg")
    assert (en.statement, en.statement_language) == (("Co-funded by the European Union",), "en")
    assert en.disclaimer.startswith("Co-funded by the European Union. Views and opinions")
    assert en.disclaimer_language == "en"
    assert en.law == "Model Grant Agreement 2021-27, article 17"
    assert en.projects == ("investech",)
    assert en.is_certain


def test_a_project_that_is_over_owes_nothing_on_the_home_page():
    site.project(planned_end="2025-01-01")
    assert {duty.kind for duty in owed()} == {"project"}


def test_a_post_owes_on_its_page_and_in_the_feeds_of_the_site_and_of_its_projects():
    project = site.project(slug="investech")
    row = site.post(project, language="en", slug="news")
    found = [duty for duty in owed() if duty.model == "blog.post"]
    assert [(duty.kind, duty.path, duty.item) for duty in found] == [
        ("post", "/en/blog/news/", ""),
        ("feed_item", "/en/feed.rss", row.uid.urn),
        ("feed_item", "/en/projects/investech/feed.rss", row.uid.urn),
    ]


def test_a_post_about_two_projects_owes_both_statements_once_each():
    first, second = site.project(slug="first"), site.project(slug="second")
    third = site.project("erasmus-2021", slug="third", funding="funded")
    row = site.post(first, second, third)
    found = [duty for duty in owed() if duty.path == row.get_absolute_url()]
    assert [duty.projects for duty in found] == [("first", "second"), ("third",)]


def test_a_page_of_a_project_owes():
    row = site.page(site.project(slug="investech"), language="bg")
    found = [duty for duty in owed() if duty.kind == "page"]
    assert [(duty.path, duty.projects) for duty in found] == [
        (row.get_absolute_url(), ("investech",))
    ]


def test_a_result_with_a_page_owes_there_and_in_the_feed_of_results():
    project = site.project(slug="investech")
    row = factories.result_with_link(of=project, slug="course", languages=("en",))
    factories.result(of=project)
    found = [duty for duty in owed() if duty.model == "projects.result"]
    assert [(duty.path, duty.item) for duty in found] == [
        ("/bg/proekti/investech/rezultati/course/", ""),
        ("/en/projects/investech/results/course/", ""),
        ("/en/results/feed.rss", row.texts.get().uid.urn),
    ]


@pytest.mark.parametrize("stage", factories.HIDDEN)
def test_what_is_not_public_owes_nothing(stage):
    hidden, public = site.project(**factories.life(stage)), site.project(planned_end="2025-01-01")
    site.post(hidden)
    site.post(public, stage=stage)
    site.page(hidden)
    site.page(public, stage=stage)
    factories.result_with_link(of=hidden)
    factories.result_with_link(stage, of=public)
    assert {duty.path for duty in owed()} == set(public.paths().values())


def test_without_money_of_the_union_nothing_is_owed():
    for project in (factories.project(), site.project("national")):
        site.post(project)
        factories.result_with_link(of=project)
    assert owed() == []


def test_the_number_of_queries_does_not_grow():
    site.many(3)
    with CaptureQueriesContext(connection) as few:
        owed()
    site.many(75)
    with CaptureQueriesContext(connection) as many:
        assert len({duty.path for duty in owed()}) > 300
    assert len(many) == len(few) < 12
