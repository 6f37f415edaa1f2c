"""Addresses of search in one language."""

from django.urls import path

from languages.sections import word
from search import views


def patterns(language):
    """Return the routes."""
    section, known = word("search", language), {"language": language}
    return [
        path(f"{section}/", views.SearchPage.as_view(), known, name="search"),
        path(f"{section}/suggest.json", views.suggest, known, name="search_suggest"),
    ]
