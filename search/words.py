"""Words as indexed: one form for all forms of a word, in one alphabet.

Databases know no Bulgarian: PostgreSQL has no configuration for it, SQLite none for any language. So
words are reduced to their dictionary form here, and both databases only compare them
(docs/decisions/0012-search.md).
"""

import re
import unicodedata
from functools import cache, lru_cache, partial

from languages.slugs import transliterate
from search.endings import relatives

WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?", re.UNICODE)
CYRILLIC = re.compile("[\u0400-\u04ff]")
LATIN = re.compile("[a-zA-Z]")
# Letters that look alike: real texts mix them within a word.
ALIKE = "aceopxyABCEHKMOPTXY", "асеорхуАВСЕНКМОРТХУ"
TO_CYRILLIC = str.maketrans(*ALIKE)
TO_LATIN = str.maketrans(ALIKE[1], ALIKE[0])
LONGEST = 60


def words(text):
    """Yield ``(start, end, word)`` of every word of a text."""
    for match in WORD.finditer(text):
        yield match.start(), match.end(), match[0]


def _one_alphabet(word):
    """Convert a word that mixes two alphabets to the alphabet of most of its letters."""
    cyrillic, latin = len(CYRILLIC.findall(word)), len(LATIN.findall(word))
    if not cyrillic or not latin:
        return word
    return word.translate(TO_CYRILLIC if cyrillic > latin else TO_LATIN)


def _plain(word):
    """Drop accents from Latin letters: ``Associação`` is found as ``associacao``."""
    parts = unicodedata.normalize("NFKD", word)
    return "".join(part for part in parts if not unicodedata.combining(part))


@cache
def _bases():
    """Return functions that reduce a Bulgarian word, and an English one, to its base form.

    They are imported here because that takes longer than anything else at the start of a server.
    """
    import simplemma
    import snowballstemmer

    return partial(simplemma.lemmatize, lang="bg"), snowballstemmer.stemmer("english").stemWord


@lru_cache(maxsize=50_000)
def forms(word):
    """Return the indexed forms of a word: its base form, then the form as written.

    Both in Latin letters, so that ``tues`` finds ``ТУЕС``. Never empty.
    """
    word = _one_alphabet(word[:LONGEST]).casefold()
    bulgarian, english = _bases()
    if CYRILLIC.search(word):
        base = bulgarian(word).casefold()
        both = transliterate(base), transliterate(word)
    else:
        plain = _plain(word).partition("’")[0].partition("'")[0]
        both = english(plain), plain
    return _kept(both)


@lru_cache(maxsize=1_000)
def all_forms(word):
    """Return ``forms``, and of a Bulgarian word what may be other forms of it that no dictionary knows."""
    small = _one_alphabet(word[:LONGEST]).casefold()
    if not CYRILLIC.search(small):
        return forms(word)
    return _kept([*forms(word), *map(transliterate, relatives(small))])


def _kept(written):
    # Nothing but letters and digits reaches a query of the database.
    kept = [re.sub("[^a-z0-9]", "", form) for form in written]
    return tuple(dict.fromkeys(filter(None, kept))) or ("",)


def indexed(*texts):
    """Return the forms of every word in some texts, separated by spaces."""
    found = dict.fromkeys(
        form for text in texts for _start, _end, word in words(text) for form in forms(word)
    )
    return " ".join(filter(None, found))
