"""The check: what is owed is compared with what addresses answer."""

from itertools import groupby
from operator import attrgetter

from evidence import gaps, reading, rules
from evidence.asking import visitor
from evidence.owed import owed, owed_by, public_projects
from evidence.report import Report, severe
from projects.models import Project

where = attrgetter("path", "item")


def check_site(ask=None, *, project="", progress=lambda done, total: None):
    """Return the ``Report`` on the whole site, or on everything that shows the project with this slug.

    ``progress`` is called with how many places have been looked at, and how many there are.
    """
    duties = owed()
    if project:
        # With the other duties of these places, whose emblems stand there too.
        shared = {where(duty) for duty in duties if project in duty.projects}
        duties = [duty for duty in duties if where(duty) in shared]
    found = list(look(duties, ask or visitor(), progress))
    projects = public_projects()
    if project:
        duties = [duty for duty in duties if project in duty.projects]
        found = [finding for finding in found if project in finding.duty.projects]
        projects = projects.filter(slug=project)
    return Report(tuple(duties), (*found, *gaps.warnings(projects)))


def check_thing(thing, ask=None):
    """Return the ``Report`` on one thing; on a project also what is not known about it."""
    duties = owed_by(thing)
    found = list(look(duties, ask or visitor()))
    if isinstance(thing, Project):
        found += gaps.warnings(Project.objects.filter(pk=thing.pk))
    return Report(tuple(duties), tuple(found))


def look(duties, ask, progress=lambda done, total: None):
    """Yield the severe findings about these duties, asking for each page and each feed once."""
    feeds = reading.Feeds(ask)
    places = [list(group) for _where, group in groupby(sorted(duties, key=where), where)]
    for done, group in enumerate(places):
        progress(done, len(places))
        yield from (of_item(group, feeds) if group[0].item else of_page(group, ask))
    progress(len(places), len(places))


def of_page(duties, ask):
    """Yield what is wrong with a page."""
    answer = ask(duties[0].path)
    if answer.status != 200:
        yield severe("answer", duties[0], status=answer.status)
        return
    yield from rules.findings(duties, reading.read_page(answer.body))


def of_item(duties, feeds):
    """Yield what is wrong with an item of a feed."""
    found = feeds.item(duties[0].path, duties[0].item)
    if found is None:
        yield severe("item", duties[0])
        return
    place = reading.read_item(*found, {duty.words for duty in duties})
    yield from rules.findings(duties, place)
