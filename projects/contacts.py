"""Whom to ask about the projects in progress."""

from typing import NamedTuple

from addresses.paths import address
from people.models import Person, PersonText
from projects.models import Phase, Project


class ProjectContact(NamedTuple):
    """A project in progress, and the person to ask about it: a text with ``path`` and ``person``."""

    acronym: str
    path: str
    person: PersonText


def contacts_in(language):
    """Return the ``ProjectContact`` of each project in progress that names a public person."""
    people = Person.objects.published()
    projects = Project.objects.published().in_phase(Phase.CURRENT).filter(contact__in=people)
    projects = list(projects.order_by("acronym").only("acronym", "slug", "contact"))
    if not projects:
        return []
    texts = PersonText.objects.filter(person__in={project.contact_id for project in projects})
    texts = texts.select_related("person").defer("text").one_of_each(language)
    by_person = {text.person_id: text for text in texts}
    for text in texts:
        text.path = text.person.paths()[language]
    return [
        ProjectContact(
            project.acronym,
            address("project", language, slug=project.slug),
            by_person[project.contact_id],
        )
        for project in projects
        if project.contact_id in by_person
    ]
