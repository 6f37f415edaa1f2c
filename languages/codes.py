"""The codes of the languages, as ``settings.LANGUAGES`` lists them."""

from django.conf import settings


def codes():
    """Return the language codes in the order of the settings, for example ``("bg", "en")``."""
    return tuple(code for code, _name in settings.LANGUAGES)


def choices():
    """Return the languages as choices of a form field.

    Fields take this function, not its result: a third language needs no migration.
    """
    return list(settings.LANGUAGES)


def others(code):
    """Return every language code but this one."""
    return tuple(other for other in codes() if other != code)
