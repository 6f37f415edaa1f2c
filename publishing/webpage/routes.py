"""Addresses of a list, the same in every room."""

from django.urls import path

from feeds.routes import feed_paths
from languages.sections import word


def list_paths(place, view, name, known, feed=None):
    """Return the routes of a list that stands at ``place``, for example ``"projects/"``.

    They are ``name`` for its first page, ``<name>_page`` for the others and, with the view of a
    feed, ``<name>_feed`` and ``<name>_feed_year``. ``known`` are arguments of the views that the
    address does not say, the language among them.
    """
    page = word("page", known["language"])
    return [
        path(place, view.as_view(), known, name=name),
        path(f"{place}{page}/<int:number>/", view.as_view(), known, name=f"{name}_page"),
        *(feed_paths(place, feed, f"{name}_feed", known) if feed else ()),
    ]
