"""What a language of the site needs besides its entry in ``codes.py``, checked at every start."""

from pathlib import Path

from django.conf import settings
from django.core.checks import Error
from django.utils.translation import to_locale

from languages.codes import codes
from languages.sections import PARTS, SECTIONS

# The interface is written in it, so it needs no translation.
SOURCE = "en"


def check_languages(app_configs, **kwargs):
    """Report each language without compiled messages or without its own words for addresses."""
    return [*_messages(), *_words()]


def _messages():
    for code in codes():
        files = [
            Path(folder, to_locale(code), "LC_MESSAGES", "django.mo")
            for folder in settings.LOCALE_PATHS
        ]
        if code != SOURCE and not any(file.is_file() for file in files):
            yield Error(
                f"The language “{code}” has no compiled messages.",
                hint=f"Translate and compile {files[0].with_suffix('.po')}.",
                id="languages.E001",
            )


def _words():
    for code in codes():
        lacking = [name for name, words in {**SECTIONS, **PARTS}.items() if code not in words]
        if lacking:
            yield Error(
                f"The language “{code}” has no address words for: {', '.join(lacking)}.",
                hint="Add them to languages/sections.py: words that change later break links.",
                id="languages.E002",
            )
