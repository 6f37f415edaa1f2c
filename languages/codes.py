"""The languages of the site: their codes, names and other facts. A new one starts here."""

from typing import NamedTuple

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Language(NamedTuple):
    """``locale`` as Open Graph writes it; ``pace`` is words per minute of silent reading.

    Brysbaert 2019 gives 238 for English non-fiction. Bulgarian words are longer, so fewer are
    read per minute.
    """

    name: str | Promise
    locale: str
    pace: int


# The settings take their codes and names from here.
LANGUAGES: dict[str, Language] = {
    "bg": Language(_("Bulgarian"), locale="bg_BG", pace=190),
    "en": Language(_("English"), locale="en_GB", pace=230),
}


def facts(code):
    """Return the ``Language`` of a code; for one without an entry, generic values."""
    return LANGUAGES.get(code) or Language(code, locale=code, pace=200)


def codes():
    """Return the language codes in the order of the settings, for example ``("bg", "en")``."""
    return tuple(code for code, _name in settings.LANGUAGES)


def choices():
    """Return the languages as choices of a form field.

    Fields take this function, not its result: a third language needs no migration.
    """
    return list(settings.LANGUAGES)


def others(code):
    """Return every language code except this one."""
    return tuple(other for other in codes() if other != code)


def in_turn(code):
    """Return the codes in which a text is looked for: this one, then the others in their order.

    *The* rule for a text that is missing in a language; nothing else decides this.
    """
    return (code, *others(code))


def best(by_language, code):
    """Return the first existing value of ``{"en": …}`` in the order of ``in_turn``, or None."""
    wanted = (*in_turn(code), *by_language)
    return next((by_language[code] for code in wanted if by_language.get(code)), None)
