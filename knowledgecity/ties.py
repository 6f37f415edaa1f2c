"""Partners as projects and posts know them: which projects they take part in, which posts there are."""

from django.db.models import Count, Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from blog.models import Post
from blog.models.links import stories_about
from library.html import SHOWN
from partners.models import Organisation, OrganisationText
from projects.models import Participation, Phase, Project, ProjectText

# Only what the names and logos of many partners need: the rest would take twice the time.
ON_THE_WALL = (
    *("language", "name", "acronym", "organisation__slug"),
    *(f"organisation__logo__{name}" for name in SHOWN),
)
SHOWN_OF_PROJECT = ("slug", "acronym", "start", "planned_end", "actual_end")


def has_project():
    """Return the condition that an organisation takes part in a public project."""
    return Exists(_participations())


def has_post():
    """Return the condition that a public post is about an organisation."""
    posts = Post.objects.published().filter(story=OuterRef("story")).order_by()
    return Exists(stories_about(Organisation, OuterRef("pk")).filter(Exists(posts)))


def _participations():
    """Return the participations in public projects of an organisation of an outer query."""
    rows = Participation.objects.filter(organisation=OuterRef("pk")).order_by()
    return rows.filter(Exists(_projects().filter(pk=OuterRef("project"))))


def _projects():
    """Return the public projects that have a page."""
    has_text = Exists(ProjectText.objects.filter(project=OuterRef("pk")))
    return Project.objects.published().filter(has_text).order_by()


def projects_of(organisation, language):
    """Return its participations in public projects, newest first, each with ``path`` and ``years``."""
    rows = organisation.participations.filter(project__in=_projects()).select_related("project")
    rows = rows.only("role", "organisation", *(f"project__{name}" for name in SHOWN_OF_PROJECT))
    rows = list(rows.order_by("-project__start", "project__slug"))
    for row in rows:
        row.path = row.project.paths()[language]
        row.years = row.project.years
    return rows


def partners_in_brief(language, number):
    """Return what the home page shows of the partners, in two queries.

    A dict: ``total`` and ``countries`` (how many organisations take part in public projects, without the
    cluster), and ``closest``: so many of those with a page, as texts. Partners of projects in progress
    come first, then those with the most projects, then by name.
    """
    rows = sorted(
        _partners_of_projects(language),
        key=lambda row: (not row.is_running, -row.projects, row.name.casefold()),
    )
    places = {row.pk: place for place, row in enumerate(rows) if row.has_page}
    texts = OrganisationText.objects.filter(organisation__in=list(places)[:number])
    texts = texts.select_related("organisation__logo").only(*ON_THE_WALL).one_of_each(language)
    for text in texts:
        text.path = text.organisation.paths()[language]
    return {
        "total": len(rows),
        "countries": len({row.country for row in rows if row.country}),
        "closest": sorted(texts, key=lambda text: places[text.organisation_id]),
    }


def _partners_of_projects(language):
    """Return the public partners with ``name``, ``projects`` (how many), ``is_running``, ``has_page``."""
    running = _projects().in_phase(Phase.CURRENT).filter(pk=OuterRef("project"))
    number = _participations().values("organisation").annotate(number=Count("pk"))
    texts = OrganisationText.objects.filter(organisation=OuterRef("pk")).best_first(language)
    short_name = Coalesce(NullIf("acronym", Value("")), "name")
    rows = Organisation.objects.published().partners().filter(has_project()).mark_pages()
    return (
        rows.annotate(
            name=Subquery(texts.values(short=short_name)[:1]),
            projects=Subquery(number.values("number")),
            is_running=Exists(_participations().filter(Exists(running))),
        )
        .filter(name__isnull=False)
        .order_by()
        .values_list("pk", "country", "name", "projects", "is_running", "has_page", named=True)
    )
