"""Addresses of projects in one language, and of the maps, which have no language."""

from django.urls import path, re_path

from languages.sections import word
from projects import map as countries
from projects.feeds import ResultFeed
from projects.views.lists import ProjectList
from projects.views.results import ResultList, ResultPage
from publishing.webpage.routes import list_paths


def patterns(language, project_page):
    """Return the routes; ``project_page`` is the view class of one project, completed by the roof."""
    section, kwargs = word("projects", language), {"language": language}
    results = word("results", language)
    return [
        *list_paths(f"{results}/", ResultList, "results", kwargs, ResultFeed),
        *list_paths(f"{section}/", ProjectList, "projects", kwargs),
        path(f"{section}/<slug:slug>/", project_page.as_view(), kwargs, name="project"),
        path(
            f"{section}/<slug:project>/{results}/<slug:slug>/",
            ResultPage.as_view(),
            kwargs,
            name="result",
        ),
    ]


urlpatterns = [
    re_path(
        rf"^maps/{countries.EDITION}/(?P<names>[A-Z-]{{2,200}})\.svg$",
        countries.serve_map,
        name="map",
    ),
]
