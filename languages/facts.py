"""What is true of a language beside its words; a new one gets an entry here."""

from typing import NamedTuple


class Facts(NamedTuple):
    """``locale`` as Open Graph writes it; ``pace`` in words a minute of silent reading.

    Brysbaert 2019 gives 238 for English non-fiction. Bulgarian words are longer, so fewer of them are
    read in a minute.
    """

    locale: str
    pace: int


LANGUAGES = {
    "bg": Facts(locale="bg_BG", pace=190),
    "en": Facts(locale="en_GB", pace=230),
}


def facts(language):
    """Return the ``Facts`` of a language; of one without an entry what can be said of any."""
    return LANGUAGES.get(language) or Facts(locale=language, pace=200)
