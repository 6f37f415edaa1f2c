"""Addresses of a list, the same in every room."""

from django.urls import path

from languages.sections import word


def list_paths(place, view, name, known):
    """Return the routes of a list that stands at ``place``, for example ``"projects/"``.

    They are ``name`` for its first page and ``<name>_page`` for the others. ``known`` are arguments
    of the view that the address does not say, the language among them.
    """
    page = word("page", known["language"])
    return [
        path(place, view.as_view(), known, name=name),
        path(f"{place}{page}/<int:number>/", view.as_view(), known, name=f"{name}_page"),
    ]
