"""Addresses of posts in one language."""

from django.urls import path

from blog import views
from blog.models import Kind
from languages.sections import word
from publishing.webpage.routes import list_paths


def patterns(language):
    """Return the routes of the list of each kind and of the page of all feeds."""
    feeds = path(
        f"{word('feeds', language)}/",
        views.FeedsPage.as_view(),
        {"language": language},
        name="feeds",
    )
    return [feeds, *(route for kind in Kind for route in _of_kind(kind, language))]


def _of_kind(kind, language):
    section = word(kind.facts.section, language)
    topic, series = (
        f"{section}/{word(part, language)}/<slug:slug>/" for part in ("topic", "series")
    )
    known, name = {"language": language, "kind": kind.value}, kind.route
    return [
        *list_paths(f"{section}/", views.PostList, name, known),
        *list_paths(f"{section}/<int:year>/", views.YearList, f"{name}_year", known),
        *list_paths(topic, views.TopicList, f"{name}_topic", known),
        *list_paths(series, views.SeriesList, f"{name}_series", known),
        path(f"{section}/<slug:slug>/", views.PostPage.as_view(), known, name=f"{name}_post"),
    ]
