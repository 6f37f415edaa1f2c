"""Addresses of projects in one language; the page of a project is completed by the roof."""

from django.urls import path

from languages.sections import word
from projects import views
from publishing.webpage.routes import list_paths


def patterns(language, project_page):
    """Return the routes; ``project_page`` is the view class of one project."""
    section, known = word("projects", language), {"language": language}
    return [
        *list_paths(f"{section}/", views.ProjectList, "projects", known),
        path(f"{section}/<slug:slug>/", project_page.as_view(), known, name="project"),
    ]
