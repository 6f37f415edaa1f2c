"""Addresses of publications and news in one language."""

from django.urls import path

from blog import views
from blog.models import Kind
from languages.sections import word

SECTIONS = {Kind.PUBLICATION: "blog", Kind.NEWS: "news"}


def patterns(language):
    """Return the routes of both lists and of the page of all feeds."""
    feeds = path(
        f"{word('feeds', language)}/",
        views.FeedsPage.as_view(),
        {"language": language},
        name="feeds",
    )
    return [feeds, *(route for kind in Kind for route in _of_kind(kind, language))]


def _of_kind(kind, language):
    section, page = word(SECTIONS[kind], language), word("page", language)
    known = {"language": language, "kind": kind.value}

    def both(place, view, name):
        """Return a list's first page and its others."""
        return [
            path(f"{section}/{place}", view.as_view(), known, name=name),
            path(
                f"{section}/{place}{page}/<int:number>/",
                view.as_view(),
                known,
                name=f"{name}_page",
            ),
        ]

    name = kind.route
    topic, series = word("topic", language), word("series", language)
    return [
        *both("", views.PostList, name),
        *both("<int:year>/", views.YearList, f"{name}_year"),
        *both(f"{topic}/<slug:slug>/", views.TopicList, f"{name}_topic"),
        *both(f"{series}/<slug:slug>/", views.SeriesList, f"{name}_series"),
        path(f"{section}/<slug:slug>/", views.PostPage.as_view(), known, name=f"{name}_post"),
    ]
