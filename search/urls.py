"""Addresses of search in one language."""

from django.urls import path

from languages.sections import word
from search import views


def patterns(language):
    """Return the routes."""
    section, kwargs = word("search", language), {"language": language}
    return [
        path(f"{section}/", views.SearchPage.as_view(), kwargs, name="search"),
        path(f"{section}/suggest.json", views.suggest, kwargs, name="search_suggest"),
    ]
