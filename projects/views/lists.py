"""The list of projects, and those of them on the home page."""

from itertools import groupby
from operator import attrgetter

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from projects.funding import Grant
from projects.models import Phase, Project, ProjectText
from publishing.webpage.head import Head
from publishing.webpage.list_view import ListView


class ProjectList(ListView):
    """Current projects, then planned and completed ones, newest first."""

    template_name = "projects/list.html"
    section = route = "projects"
    page_size = 20

    def queryset(self):
        return in_order()

    def content(self, **kwargs):
        context = super().content(**kwargs)
        for project in context["pager"]["items"]:
            project.placed_in(self.language)
        context["groups"] = [
            (Phase(phase), list(projects))
            for phase, projects in groupby(context["pager"]["items"], attrgetter("phase"))
        ]
        return context

    def list_head(self):
        title = _("Projects")
        return Head(
            title=title,
            description=_(
                "EU projects in which the cluster takes part, with their partners and results."
            ),
            feeds=self.feeds("projects_feed", title),
            **self.same_everywhere("projects"),
        )


def in_order():
    """Return the public projects as lists show them: current first, then newest first."""
    has_text = Exists(ProjectText.objects.filter(project=OuterRef("pk")))
    return Project.objects.published().filter(has_text).by_phase().for_lists()


def in_brief(language, number):
    """Return the first of these projects, placed in a language."""
    return [project.placed_in(language) for project in in_order()[:number]]


def grants_running():
    """Return the grants of the public projects in progress, in one query."""
    rows = Project.objects.published().in_phase(Phase.CURRENT).grants()
    return [Grant.of(row["item"]) for row in rows]
