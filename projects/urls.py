"""Addresses of projects in one language; the page of a project is completed by the roof."""

from django.urls import path

from languages.sections import word
from projects import views


def patterns(language, project_page):
    """Return the routes; ``project_page`` is the view class of one project."""
    section, page = word("projects", language), word("page", language)
    known = {"language": language}
    return [
        path(f"{section}/", views.ProjectList.as_view(), known, name="projects"),
        path(
            f"{section}/{page}/<int:number>/",
            views.ProjectList.as_view(),
            known,
            name="projects_page",
        ),
        path(f"{section}/<slug:slug>/", project_page.as_view(), known, name="project"),
    ]
