"""Who takes part in a project, on its page: a map and a table."""

from babel.lists import format_list
from django.db.models import Prefetch
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from addresses.paths import address
from partners.models import OrganisationText
from projects.map import countries_of, path_of
from projects.models import Role
from publishing.templatetags.publishing_names import country

# British English has no comma before the last "and".
LOCALES = {"en": "en_GB"}


def participants(project, language):
    """Return who takes part, each with ``shown`` (a text, if public), ``path`` and ``shown_country``.

    Of an organisation that is not public only the country is shown.
    """
    texts = Prefetch("organisation__texts", OrganisationText.objects.defer("text"))
    found = []
    for row in project.participations.select_related("organisation").prefetch_related(texts):
        organisation = row.organisation
        row.shown_country = row.country or (organisation.country if organisation else "")
        is_public = organisation is not None and organisation.is_published()
        row.shown = organisation.text_in(language) if is_public else None
        row.path = address("partner", language, slug=organisation.slug) if row.shown else ""
        if row.shown or row.shown_country:
            found.append(row)
    return found


def table_of(project, people):
    """Return ``named``, the rows with a name by role, which columns they need, and what is said below."""
    named = sorted((row for row in people if row.shown), key=by_role)
    return {
        "named": named,
        "has_roles": any(row.is_known for row in named),
        "has_countries": any(row.shown_country for row in named),
        "others": others_of([row for row in people if not row.shown]),
        "numbers": numbers_of(project, named),
    }


def by_role(row):
    """Return a key that puts the coordinator first, and last those whose role is not known."""
    return Role.values.index(row.role)


def others_of(people):
    """Return the participants without a name in words, by country; ``""`` if there are none."""
    if not people:
        return ""
    words = ngettext(
        "an organisation from %(countries)s", "organisations from %(countries)s", len(people)
    )
    names = sorted({country(row.shown_country) for row in people})
    return words % {"countries": in_a_list(names)}


def numbers_of(project, named):
    """Return how many take part, in words, if the numbers say more than the names; else ``""``.

    They are never added up: sources do not say whether the partners include the coordinator.
    """
    partners, associated = project.partners_known or 0, project.associated_known or 0
    named_associated = sum(row.role == Role.ASSOCIATED for row in named)
    if partners <= len(named) - named_associated and associated <= named_associated:
        return ""
    counted = [
        (partners, ngettext("%(count)d partner", "%(count)d partners", partners)),
        (
            associated,
            ngettext("%(count)d associated partner", "%(count)d associated partners", associated),
        ),
    ]
    parts = [words % {"count": count} for count, words in counted if count]
    return _("The project has %(numbers)s.") % {"numbers": in_a_list(parts)}


def in_a_list(words):
    """Join words as the language of the page does: ``Cyprus, Czechia and Greece``."""
    language = get_language()
    return format_list(words, locale=LOCALES.get(language, language))


def map_of(people):
    """Return ``path`` and ``words`` of the map of these participants, or None without countries."""
    coordinators, partners = countries_of(people)
    if not coordinators and not partners:
        return None
    names = [country(code) for code in sorted({*coordinators, *partners})]
    words = _("Map of Europe with the countries of the participants: %(countries)s.")
    told = [words % {"countries": ", ".join(sorted(names))}]
    if coordinators:
        first = ", ".join(country(code) for code in coordinators)
        told.append(_("Coordinator: %(countries)s.") % {"countries": first})
    return {"path": path_of(coordinators, partners), "words": " ".join(told), "first": coordinators}
