"""Words as staff type them, found in either alphabet: „Инвес“ finds InvesTech, “zelena” finds Зелена."""

import re
import unicodedata

from languages.slugs import LETTERS

# What people write beside the spelling of the Act: InvesTech is ИнвесТех, IT-Park is АйТи-Парк.
ALSO = {"х": ("ch",), "ц": ("c",), "к": ("c",), "в": ("w",), "й": ("i", "j"), "ъ": ("u",)}
ALSO |= {"я": ("a",)}  # at the end of -ия
CYRILLIC = {letter: latin for letter, latin in LETTERS.items() if "а" <= letter <= "я"}
SPELLINGS = {letter: {latin, *ALSO.get(letter, ())} for letter, latin in CYRILLIC.items()}
LONGEST, MOST = 100, 8


def pattern(word):
    """Return a regular expression that finds a word, or several as they stand, in either alphabet.

    It works in every database, whatever that knows of capital letters. At most 100 letters count.
    """
    word = unicodedata.normalize("NFC", word.replace("\x00", ""))
    return "".join(_parts(word[:LONGEST].lower()))


def patterns(text):
    """Return the regular expressions of the first 8 words of a text."""
    return [pattern(word) for word in text.replace("\x00", "").split()[:MOST]]


def _parts(word):
    """Yield what stands for each letter of a word, or for two or three that are one Cyrillic letter."""
    place = 0
    while place < len(word):
        size = next((size for size in (3, 2) if _letters(word[place : place + size])), 1)
        yield _cyrillic(word[place]) if word[place] in SPELLINGS else _latin(word[place:][:size])
        place += size


def _letters(latin):
    """Return the Cyrillic letters that are spelled so, in Latin letters."""
    return [letter for letter, spellings in SPELLINGS.items() if latin in spellings]


def _cyrillic(letter):
    return _any_of([_either_case(letter), *map(_spelled, sorted(SPELLINGS[letter]))])


def _latin(letters):
    """Return the expression for Latin letters: one Cyrillic letter, or each letter by itself."""
    whole = [_either_case(letter) for letter in _letters(letters)]
    if len(letters) == 1:
        return _any_of([_either_case(letters), *whole])
    return _any_of([*whole, _latin(letters[:-1]) + _latin(letters[-1])])


def _spelled(latin):
    return "".join(map(_either_case, latin))


def _either_case(sign):
    forms = {sign, sign.upper()}
    return f"[{sign}{sign.upper()}]" if sign.isalpha() and len(forms) == 2 else re.escape(sign)


def _any_of(expressions):
    return f"(?:{'|'.join(expressions)})"
