"""Who takes part in a project, on its page: a map and a table."""

from babel.lists import format_list
from django.db.models import Prefetch
from django.utils.html import format_html
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from partners.models import Organisation, OrganisationText
from projects.map import europe, frame_of, is_on_map, path_of
from projects.models import Role
from publishing.templatetags.publishing_names import country

# British English has no comma before the last "and".
LOCALES = {"en": "en_GB"}
# A map says little of fewer countries.
FEWEST = 3
# The size of the letters on a map, of its width.
LETTERS = 1 / 28
# The height of a label, of its letters.
FLAT = 0.75


def participants(project, language):
    """Return who takes part, each with ``shown`` (a text, if public), ``path`` and ``shown_country``.

    Of an organisation that is not public only the country is shown; one without a page has no ``path``.
    """
    texts = Prefetch("organisation__texts", OrganisationText.objects.defer("text"))
    with_page = Organisation.objects.with_page().filter(participations__project=project).order_by()
    have_page = set(with_page.values_list("pk", flat=True))
    found = []
    for row in project.participations.select_related("organisation").prefetch_related(texts):
        organisation = row.organisation
        row.shown_country = row.country or (organisation.country if organisation else "")
        is_public = organisation is not None and organisation.is_published()
        row.shown = organisation.text_in(language) if is_public else None
        row.path = (
            organisation.paths()[language] if row.shown and organisation.pk in have_page else ""
        )
        if row.shown or row.shown_country:
            found.append(row)
    return found


def table_of(project, people, numbers):
    """Return ``named``, the rows with a name by role, which columns they need, and what is said below.

    ``numbers`` are those of ``numbers_on_map``.
    """
    named = sorted((row for row in people if row.shown), key=by_role)
    others = [row for row in people if not row.shown]
    there = mark(named, numbers)
    return {
        "named": named,
        "has_roles": any(row.is_known for row in named),
        "has_countries": any(row.shown_country for row in named),
        "others": others_of(others, numbers, there),
        "known": known_of(project, named),
    }


def mark(named, numbers):
    """Attach to rows their classes, ``marks``, and to the first of each country on the map its ``anchor``.

    Return the countries that have one.
    """
    there = set()
    for row in named:
        number, code = numbers.get(row.shown_country), row.shown_country
        row.marks = " ".join([f"p{number}"] * bool(number) + ["us"] * row.is_us)
        row.anchor = code if number and code not in there else ""
        there.add(code)
    return there


def by_role(row):
    """Return a key that puts the coordinator first, and last those whose role is not known."""
    return Role.values.index(row.role)


def others_of(people, numbers, there):
    """Return the participants without a name in words, by country; ``""`` if there are none.

    ``there`` are the countries that have their anchor above.
    """
    if not people:
        return ""
    words = ngettext(
        "an organisation from %(countries)s", "organisations from %(countries)s", len(people)
    )
    codes = sorted({row.shown_country for row in people}, key=country)
    names = [linked(code, numbers.get(code), code not in there) for code in codes]
    pattern = words % {"countries": in_a_list(["{}"] * len(names))}
    return format_html(pattern, *names)


def linked(code, number, is_first):
    """Return the name of a country in a line, marked together with that country on the map."""
    if not number:
        return country(code)
    if not is_first:
        return format_html('<span class="p{}">{}</span>', number, country(code))
    return format_html('<span class="p{}" id="from-{}">{}</span>', number, code, country(code))


def known_of(project, named):
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


def numbers_on_map(people):
    """Return the number of each country on the map, by code; none if they are too few for a map.

    What is of one country is marked together on the page, by its number.
    """
    codes = sorted({row.shown_country for row in people if is_on_map(row.shown_country)})
    return {code: number for number, code in enumerate(codes, 1)} if len(codes) >= FEWEST else {}


def map_of(people, numbers):
    """Return the map of the countries that have these numbers, None if none has."""
    if not numbers:
        return None
    codes = list(numbers)
    leading = {row.shown_country for row in people if row.role == Role.COORDINATOR}
    coordinators = [code for code in codes if code in leading]
    frame = frame_of(codes)
    return {
        "path": path_of(codes),
        "frame": frame,
        "letters": round(frame.width * LETTERS),
        "words": words_of_map(codes, coordinators),
        "has_coordinator": bool(coordinators),
        "countries": [
            {"code": code, "number": numbers[code], "leads": code in leading, **drawn(code, frame)}
            for code in codes
        ],
    }


def words_of_map(codes, coordinators):
    """Return what the map shows, in words."""
    words = _("Map of Europe with the countries of the participants: %(countries)s.")
    told = [words % {"countries": ", ".join(sorted(country(code) for code in codes))}]
    if coordinators:
        first = ", ".join(country(code) for code in coordinators)
        told.append(_("Coordinator: %(countries)s.") % {"countries": first})
    return " ".join(told)


def drawn(code, frame):
    """Return how a country is drawn in a frame: its ``path``, or a ``dot`` if it is too small; its label."""
    shape, letters = europe()["countries"][code], frame.width * LETTERS
    left, top, right, bottom = shape["box"]
    (x, y), radius = shape["at"], round(letters / 3)
    is_small = max(right - left, bottom - top) < letters
    found = {"dot": (x, y, radius)} if is_small else {"path": shape["path"]}
    if bottom - top >= letters * FLAT:
        return {**found, "label": (x, y)}
    # In the middle it would hide the country.
    beside = (x + radius if is_small else right) + round(letters / 5)
    return {**found, "label": (beside, y), "is_beside": True}
