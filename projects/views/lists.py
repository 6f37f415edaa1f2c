"""The list of projects, and those of them on the home page."""

from itertools import groupby
from operator import attrgetter

from django.db.models import Exists, OuterRef, Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from languages.labels import label
from projects.models import Participation, Phase, Project, ProjectText
from publishing.webpage.head import Head
from publishing.webpage.list_view import ListView

# What ``in_short`` reads of those who take part.
OF_PARTICIPANTS = (
    "project",
    "role",
    "country",
    "organisation__country",
    "organisation__is_cluster",
)


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
            placed(project, self.language)
        context["results_address"] = self.address("results")
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
    people = Participation.objects.select_related("organisation").only(*OF_PARTICIPANTS)
    rows = Project.objects.published().filter(has_text).by_phase().for_lists()
    return rows.prefetch_related(Prefetch("participations", people))


def in_brief(language, number):
    """Return the first of these projects, placed in a language."""
    return [placed(project, language) for project in in_order()[:number]]


def placed(project, language):
    """Place a project of a list in a language, with ``in_short``, a line of facts in parts."""
    project.placed_in(language)
    project.in_short = list(filter(None, in_short(project, language)))
    return project


def in_short(project, language):
    """Yield programme, years, our role and number of countries of a project, ``""`` for what is not known."""
    people = project.participations.all()
    countries = {row.country or row.organisation.country for row in people}
    # A country that is not known would make the number wrong.
    number = 0 if "" in countries else len(countries)
    yield label(project.programme.name, language) if project.programme else ""
    yield project.years
    yield next((row.get_role_display() for row in people if row.is_us and row.is_known), "")
    if number > 1:
        yield ngettext("%(count)d country", "%(count)d countries", number) % {"count": number}
