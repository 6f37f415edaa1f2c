"""Projects and results as something that a text can link to."""

from django.db.models import Prefetch, Q

from addresses import linkable
from addresses.linkable import matches
from projects.models import Project, ProjectText, Result, ResultText
from publishing.linking import described_target, newest_first


def rows():
    """Return all projects, newest first, with their names by language."""
    texts = ProjectText.objects.only("project", "language", "name")
    return newest_first(Project.objects.prefetch_related(Prefetch("texts", texts)))


def spelled(pattern):
    """Return the condition that an acronym, a full name or another spelling matches."""
    texts = ProjectText.objects.filter(matches(pattern, "name")).values("project")
    own = matches(pattern, "slug", "acronym", *linkable.lines("other_spellings"))
    return own | Q(pk__in=texts)


def target(project, language):
    """Return the ``Target`` of a project: its acronym, and its full name where it has one."""
    text = project.text_in(language)
    return described_target(project, text.full_title if text else project.acronym)


def results():
    """Return the results with a page, newest first, with their titles by language."""
    texts = ResultText.objects.only("result", "language", "title")
    rows = Result.objects.with_page().select_related("project")
    return newest_first(rows.prefetch_related(Prefetch("texts", texts)))


def spelled_result(pattern):
    """Return the condition that a title of a result, or the acronym of its project, matches."""
    texts = ResultText.objects.filter(matches(pattern, "title")).values("result")
    return matches(pattern, "slug", "project__acronym") | Q(pk__in=texts)


def target_result(result, language):
    """Return the ``Target`` of a result: its project and its title."""
    title = f"{result.project.acronym}: {result.text_in(language)}"
    return described_target(result, title)


def register():
    """Make projects, and results with a page, something to link to."""
    linkable.register(
        name="project",
        model=Project,
        rows=rows,
        spelled=spelled,
        target=target,
    )
    linkable.register(
        name="result",
        model=Result,
        rows=results,
        spelled=spelled_result,
        target=target_result,
    )
