"""A small site with money of the Union in it."""

from projects.models import Programme
from tests import factories


def project(code="erasmus-2021", **fields):
    """Make a running project of a programme, with everything that emblem and words need."""
    known = {
        "programme": Programme.objects.get(code=code),
        "funding": "co_funded",
        "granting_authority": factories.EACEA,
        "grant_number": "101143958",
        "start": "2024-03-01",
        "planned_end": "2100-03-01",
    }
    return factories.project(**{**known, **fields})


def post(*projects, **fields):
    """Make a post about projects."""
    row = factories.post(**fields)
    row.story.projects.add(*projects)
    return row


def page(*projects, **fields):
    """Make a plain page that belongs to projects."""
    row = factories.page(**fields)
    row.projects.add(*projects)
    return row


def many(count):
    """Make so many projects, each with a post, a page and a result."""
    for _number in range(count):
        row = project()
        post(row)
        page(row)
        factories.result_with_link(of=row)
