"""Addresses of a list, the same in every room."""

from django.urls import path

from feeds.routes import feed_paths
from languages.sections import word


def list_paths(prefix, view, name, kwargs, feed=None):
    """Return the routes of a list with the address ``prefix``, for example ``"projects/"``.

    They are ``name`` for its first page, ``<name>_page`` for the others and, with the view of a
    feed, ``<name>_feed`` and ``<name>_feed_year``. ``kwargs`` are arguments of the views that are
    not in the address, the language among them.
    """
    page = word("page", kwargs["language"])
    return [
        path(prefix, view.as_view(), kwargs, name=name),
        path(f"{prefix}{page}/<int:number>/", view.as_view(), kwargs, name=f"{name}_page"),
        *(feed_paths(prefix, feed, f"{name}_feed", kwargs) if feed else ()),
    ]
