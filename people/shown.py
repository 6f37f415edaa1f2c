"""Who is on a body now, as pages show it."""

from django.db.models import Prefetch

from languages.labels import label
from partners.models import Organisation
from people.models import PersonText, Role


def current_roles(language, **condition):
    """Return the current roles of public persons, in order, each with ``person`` placed in a language.

    Five queries, however many there are. An organisation that the public does not see is left out.
    """
    names = PersonText.objects.only("person", "language", "name", "position")
    rows = Role.objects.current().public().filter(**condition)
    rows = rows.select_related("body", "person__picture").prefetch_related(
        Prefetch("person__texts", names),
        Prefetch("person__organisation", public_organisations()),
    )
    return [role for role in rows if place(role.person, language).shown]


def public_organisations():
    """Return the organisations whose names may stand beside a person, marked if they have a page."""
    return Organisation.objects.published().mark_pages().for_lists()


def place(person, language):
    """Attach to a person, and to the organisation, their texts and addresses in a language."""
    person.placed_in(language)
    if person.organisation:
        person.organisation.placed_in(language)
    return person


def grouped(roles, language):
    """Return ``[(group, roles)]`` in the order of the roles; those without a group come first."""
    groups = {"": []}
    for role in roles:
        groups.setdefault(label(role.group, language), []).append(role)
    return [(name, some) for name, some in groups.items() if some]


def by_body(roles, language):
    """Return ``[(body, groups)]`` of the bodies that somebody is on, in their order."""
    bodies = {}
    for role in roles:
        bodies.setdefault(role.body, []).append(role)
    return [(body, grouped(some, language)) for body, some in bodies.items()]
