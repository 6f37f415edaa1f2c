"""Projects as something that a text can link to."""

from django.db.models import Prefetch, Q

from addresses import linkable
from addresses.linkable import matches
from projects.models import Project, ProjectText
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
    title = f"{project.acronym}: {text.name}" if text else project.acronym
    return described_target(project, title)


def register():
    """Make projects something to link to. Results have no address of their own."""
    linkable.register(
        name="project",
        model=Project,
        rows=rows,
        spelled=spelled,
        target=target,
    )
