"""Addresses of people in one language."""

from django.urls import path

from languages.sections import word
from people import views


def patterns(language):
    """Return the routes of the list and of one person."""
    section, kwargs = word("people", language), {"language": language}
    return [
        path(f"{section}/", views.PersonList.as_view(), kwargs, name="people"),
        path(f"{section}/<slug:slug>/", views.PersonPage.as_view(), kwargs, name="person"),
    ]
