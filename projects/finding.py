"""What search can find of projects and results."""

from django.utils.translation import gettext_lazy as _

from languages.labels import label
from projects.models import Programme, Project, ProjectText, Result, ResultText
from publishing import searchable
from publishing.searchable import IndexedText
from richtext.render import plain


def indexed_text(text):
    """Return what the index contains of a project; every spelling of its acronym counts as a name."""
    project = text.project
    facts = [project.grant_number, *project.calls]
    if project.programme:
        facts.append(label(project.programme.name, text.language))
    return IndexedText(
        title=text.full_title,
        path=project.paths()[text.language],
        text=" ".join(filter(None, (text.summary, plain(text.text), *facts))),
        names=[project.acronym, *project.other_spellings, text.name],
        year=project.start.first_day.year if project.start else 0,
    )


def indexed_result(text):
    """Return what the index contains of a result; the spellings of its project lead to it, too."""
    result = text.result
    return IndexedText(
        title=text.title,
        path=result.paths()[text.language],
        text=" ".join(filter(None, (plain(text.text), result.project.acronym, result.group))),
        year=int(result.year or 0),
    )


def register():
    """Make projects and results searchable."""
    searchable.register(
        name="project",
        model=ProjectText,
        label=_("Projects"),
        public=ProjectText.objects.published,
        rows=lambda: ProjectText._base_manager.select_related("project__programme"),
        indexed_text=indexed_text,
        about=lambda texts, slug: texts.filter(project__slug=slug),
        owners={Project: "project", Programme: "project__programme"},
    )
    searchable.register(
        name="result",
        model=ResultText,
        label=_("Results"),
        public=ResultText.objects.with_page,
        rows=lambda: ResultText._base_manager.select_related("result__project"),
        indexed_text=indexed_result,
        about=lambda texts, slug: texts.filter(result__project__slug=slug),
        owners={Result: "result", Project: "result__project"},
    )
