"""What may have been meant where nothing is found: words of titles that are close to those typed."""

import time
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import partial

from delivery.memo import remember
from search.models import Entry
from search.query import public_q
from search.words import words

# The words of so many titles are known, of the newest ones.
MOST_TITLES = 3_000
# So many words of a search are corrected, each compared letter by letter with so many words of titles,
# and all together for so many seconds: whatever is typed, an answer comes soon.
MOST_CORRECTED, MOST_COMPARED, LONGEST = 4, 60, 0.05
CLOSE = 0.7


@dataclass(frozen=True)
class Spellings:
    """The words of titles in a language: as written, by small letters, and by each two neighbours."""

    written: dict[str, str]
    by_pair: dict[str, list[str]]

    def corrected(self, typed):
        """Return these words with the first unknown ones replaced by the closest words of titles."""
        until = time.monotonic() + LONGEST
        known = [self.written.get(word.casefold()) for word in typed]
        unknown = [place for place, word in enumerate(known) if word is None][:MOST_CORRECTED]
        for place in unknown:
            known[place] = self._closest(typed[place].casefold(), until)
        return [found or word for found, word in zip(known, typed, strict=True)]

    def _closest(self, small, until):
        """Return the word of a title that is closest to this one, None if none is close.

        Letter by letter it is compared only with those that have most pairs of letters in common: with
        all of them, anybody could keep the server busy.
        """
        shared = Counter()
        for pair in pairs(small):
            shared.update(self.by_pair.get(pair, ()))
            if time.monotonic() > until:
                return None
        compared, best = SequenceMatcher(None, "", small), (CLOSE, "")
        for candidate, _shared in shared.most_common(MOST_COMPARED):
            if time.monotonic() > until:
                break
            compared.set_seq1(candidate)
            # Cheaper, and never less than the ratio.
            if compared.real_quick_ratio() >= best[0] and compared.quick_ratio() >= best[0]:
                best = max(best, (compared.ratio(), candidate))
        return self.written.get(best[1])


def pairs(word):
    """Return each two letters of a word that stand together; its ends count as letters."""
    whole = f" {word} "
    return {whole[place : place + 2] for place in range(len(whole) - 1)}


def spellings(language):
    """Return the ``Spellings`` of the newest public titles in a language."""
    written, by_pair = {}, {}
    titles = Entry.objects.filter(public_q(), language=language).order_by("-year", "-pk")
    for title in titles.values_list("title", flat=True)[:MOST_TITLES]:
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
    better = " ".join(known.corrected(typed))
    return better if better.casefold() != question.text.casefold() else ""
