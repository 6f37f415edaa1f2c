"""Addresses of people in one language; the page of a person is completed by the roof."""

from django.urls import path

from languages.sections import word
from people import views


def patterns(language, person_page):
    """Return the routes; ``person_page`` is the view class of one person."""
    section, kwargs = word("people", language), {"language": language}
    return [
        path(f"{section}/", views.PersonList.as_view(), kwargs, name="people"),
        path(f"{section}/<slug:slug>/", person_page.as_view(), kwargs, name="person"),
    ]
