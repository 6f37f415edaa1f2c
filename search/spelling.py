"""What may have been meant where nothing is found: words of titles that are close to those typed."""

from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from itertools import chain

from delivery.memo import remember
from search.models import Entry
from search.query import MOST_WORDS, public_q
from search.words import words

# How many words of titles a typed one is compared with, letter by letter.
MOST_COMPARED = 60
CLOSE = 0.7


@dataclass(frozen=True)
class Spellings:
    """The words of titles in a language: as written, by small letters, and by each two neighbours."""

    written: dict[str, str]
    by_pair: dict[str, list[str]]

    def closest(self, word):
        """Return the word of a title that is closest to this one, or the word itself.

        Letter by letter it is compared only with those that have most pairs of letters in common: with
        all of them, anybody could keep the server busy.
        """
        small = word.casefold()
        if small in self.written:
            return self.written[small]
        shared = Counter(chain.from_iterable(self.by_pair.get(pair, ()) for pair in pairs(small)))
        likely = [candidate for candidate, _shared in shared.most_common(MOST_COMPARED)]
        close = get_close_matches(small, likely, 1, CLOSE)
        return self.written[close[0]] if close else word


def pairs(word):
    """Return each two letters of a word that stand together; its ends count as letters."""
    whole = f" {word} "
    return {whole[place : place + 2] for place in range(len(whole) - 1)}


def spellings(language):
    """Return the ``Spellings`` of all public titles in a language."""
    written, by_pair = {}, {}
    titles = Entry.objects.filter(public_q(), language=language)
    for title in titles.values_list("title", flat=True):
        for _start, _end, word in words(title):
            written.setdefault(word.casefold(), word)
    for small in written:
        for pair in pairs(small):
            by_pair.setdefault(pair, []).append(small)
    return Spellings(written, by_pair)


def meant(question, site):
    """Return the question with the closest words of titles, or "" if those are the ones typed.

    ``site`` is the ``Version`` of this request: the words are collected once for each.
    """
    make = partial(spellings, question.language)
    known = remember(f"spellings/{question.language}", make, site)
    typed = [word for _start, _end, word in words(question.text)]
    better = " ".join([*map(known.closest, typed[:MOST_WORDS]), *typed[MOST_WORDS:]])
    return better if better.casefold() != question.text.casefold() else ""
