"""Stops what would be published without showing what its grants ask for."""

from blog.models import Post
from delivery import clock
from evidence.asking import rehearsal
from evidence.checking import check_thing
from evidence.models import Override
from pages.models import Page
from projects.models import Project, Result
from publishing.checks import Check, Problem
from publishing.preview.rehearsal import NothingToShowError, rehearsed


def problems(edit):
    """Return what the pages and feed items of an edit would lack, were it published as it stands."""
    if not may_owe(edit):
        return []
    try:
        with rehearsed(edit) as done, clock.following(lambda: done.at):
            found = _problems(done.row)
    except NothingToShowError:
        # The form itself says what is missing for a page.
        return []
    return found


def may_owe(edit):
    """Return whether there may be a grant behind an edit: most have none, and need no rehearsal."""
    if edit.model not in {Post, Page}:
        return edit.model in {Project, Result}
    if edit.data is None:
        owner = edit.row.story if edit.model is Post else edit.row
        projects = owner.projects.all()
    else:
        keys = [key for key in edit.data.getlist("projects") if key.isdecimal()]
        projects = Project.objects.filter(pk__in=keys) if keys else Project.objects.none()
    return projects.filter(programme__isnull=False).exists()


def standing(row):
    """Return what the public pages and feed items of a row lack."""
    return _problems(row) if row.is_published() else []


def _problems(row):
    """Return the severe findings that nobody has given a reason for."""
    found = [
        Problem(f"{finding.code} {finding.duty.path}", finding.words)
        for finding in check_thing(row, rehearsal).severe
    ]
    allowed = Override.objects.keys_of(row) if found else ()
    return [problem for problem in found if problem.key not in allowed]


def overridden(row, found, reason, person):
    """Keep why a row was published all the same."""
    Override.objects.create(
        uid=row.uid,
        label=row._meta.label_lower,
        name=str(row)[:300],
        keys=[problem.key for problem in found],
        problems=[str(problem.words) for problem in found],
        reason=reason,
        person=person,
    )


CHECK = Check(problems, standing, overridden)
