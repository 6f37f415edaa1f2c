"""What nobody knows about the projects, or has not verified: warnings, for staff to find out."""

import re

from django.db.models import Prefetch

from evidence.owed import place_of, public_projects
from evidence.report import Duty, warning
from languages.codes import codes
from projects.funding import has_emblem, visibility
from projects.missing import missing_facts
from projects.models import Result
from projects.models.programme import Management
from richtext.render import plain

ARTICLE = "Regulation (EU) 2021/1060, article 50(1)(a)"
ABOUT_RESULTS = re.compile(r"\b(?:results?|outcomes?|outputs?|резултат\w*)\b", re.IGNORECASE)


def warnings(projects=None):
    """Yield the warnings about public projects; ``projects`` narrows them."""
    results = Result.objects.shown().prefetch_related("texts")
    rows = public_projects() if projects is None else projects.filter(pk__in=public_projects())
    shown = Prefetch("results", results, to_attr="shown_results")
    rows = rows.with_facts().prefetch_related("texts", shown)
    for project in rows:
        yield from of_project(project)


def of_project(project):
    """Yield the warnings about a project, each once."""
    grant, told = project.grant, set()
    for language in codes():
        shown, duty = visibility(grant, language), about(project, language)
        for gap in shown.missing:
            if str(gap) not in told:
                told.add(str(gap))
                yield warning("not_certain", duty, words=gap)
    duty = about(project, codes()[0])
    for gap in missing_facts(project):
        if str(gap) not in told:
            yield warning("fact", duty, words=gap)
    if grant.management == Management.SHARED and has_emblem(grant):
        yield from of_own_site(project)


def about(project, language):
    """Return the duty that says which project a warning is about."""
    place = place_of(project, "project", project.acronym, project.paths()[language], language)
    law = visibility(project.grant, language).law
    return Duty(**place, law=law, projects=(project.slug,))


def of_own_site(project):
    """Yield what the site of a beneficiary of shared management must say of its project, and does not.

    The article is of 2021-27. In other periods the rules of the fund ask for the same; they are named.
    """
    has_amount = project.amount_eu is not None or project.amount_total is not None
    for language in codes():
        duty = about(project, language)
        law = ARTICLE if project.grant.period == "2021-27" else duty.law
        text = next((text for text in project.texts.all() if text.language == language), None)
        body = plain(text.text) if text else ""
        has_result = any(
            row.language == language
            for result in project.shown_results
            for row in result.texts.all()
        )
        there = {
            "described": bool(text and text.summary),
            "aims": bool(body),
            "results": has_result or bool(ABOUT_RESULTS.search(body)),
            "support": has_amount or visibility(project.grant, language).is_certain,
        }
        for code in (code for code, is_there in there.items() if not is_there):
            yield warning(code, duty, language=language.upper(), law=law)
