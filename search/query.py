"""From what a visitor typed to the results.

The database finds the texts with every word; ranking is done here, so that both databases agree.
"""

from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from publishing import searchable
from search.drivers import driver
from search.models import Entry
from search.words import all_forms, forms, words

LONGEST, MOST_WORDS = 200, 12
# Anyone who needs more should refine the search.
MOST_FOUND = 200
# Of the titles and names with a word, so many of the newest are ranked.
MOST_RANKED = 1_000
# Suggestions: how many words are looked for, the last ones typed. After one of few letters, which
# thousands of titles have, they come from so many of the newest texts.
MOST_TYPED, FEW_LETTERS, NEWEST = 5, 3, 1_000
# How much a word counts: in a name, in a title, only in the text.
NAME, TITLE, TEXT = 6, 5, 1


@dataclass(frozen=True)
class Question:
    """A search: words and filters. Anything may be typed.

    With ``any_ending`` a word may stand in forms that the dictionary does not know.
    """

    typed: str
    language: str
    kind: str = ""
    project: str = ""
    year: int | None = None
    any_ending: bool = False

    @property
    def text(self):
        """What is searched for: shortened, and without characters that no text contains."""
        return " ".join(self.typed.replace("\x00", " ").split())[:LONGEST].strip()

    @property
    def shortened(self):
        """Whether the search was shortened."""
        return len(" ".join(self.typed.split())) > LONGEST or len(self._words) > MOST_WORDS

    @property
    def _words(self):
        return [word for _start, _end, word in words(self.text)]

    @property
    def groups(self):
        """The forms of each word; empty if nothing can be searched for."""
        of = all_forms if self.any_ending else forms
        groups = dict.fromkeys(of(word) for word in self._words[:MOST_WORDS])
        return [group for group in groups if group != ("",)]


def public_q(question=None):
    """Return the condition on entries that are public now; each room provides its own."""
    condition = Q(pk__in=[])
    for name, kind in searchable.kinds().items():
        rows = kind.public()
        if question and question.project:
            if kind.about is None:
                continue
            rows = kind.about(rows, question.project)
        # Checked for each hit, so that a common word needs no list of all texts; the kind before the row.
        condition |= Q(kind=name) & Q(Exists(rows.order_by().filter(pk=OuterRef("row"))))
    return condition


def answer(question):
    """Return the keys of what is found, best first, and the ``Question`` that found them.

    That is the one asked; only where nothing has its words, the same with any ending of them.
    """
    keys = find(question)
    wider = replace(question, any_ending=True)
    if keys or wider.groups == question.groups:
        return keys, question
    return find(wider), wider


def find(question):
    """Return the keys of what is found, best first, at most ``MOST_FOUND``.

    Entries with a word in the title or a name come first, in the order of ``_score``, among equals the
    newest; the rest have the same score.
    """
    groups = question.groups
    if not groups:
        return []
    entries = Entry.objects.filter(language=question.language)
    if question.kind:
        entries = entries.filter(kind=question.kind)
    if question.year:
        entries = entries.filter(year=question.year)
    # In this order: SQLite goes through the first, and checks the others. Titles have a word more rarely.
    headed, matching, public = (
        driver().heading(groups),
        driver().matching(groups),
        public_q(question),
    )
    asked = [set(group) for group in groups]
    # Found by the word and then sorted, whatever index has this order.
    titles = entries.filter(headed, matching, public).order_by(
        Coalesce("year", "year").desc(), "-pk"
    )
    ranked = sorted(
        titles.values_list("pk", "title_words", "name_words")[:MOST_RANKED],
        key=lambda row: -_score(asked, *row[1:]),
    )
    best = [key for key, *_words in ranked[:MOST_FOUND]]
    rest = entries.filter(matching, ~Q(headed), public).order_by("-year", "-pk")
    return best + list(rest.values_list("pk", flat=True)[: MOST_FOUND - len(best)])


def _score(asked, title, names):
    title, names = set(title.split()), set(names.split())
    score = sum(NAME if group & names else TITLE if group & title else TEXT for group in asked)
    # A title of exactly these words is what was meant.
    whole = sum(len(group & title) > 0 for group in asked)
    return score * 10 + (20 * whole // max(len(title), 1))


def suggestions(language, typed, number=8):
    """Return ``(title, path)`` of public things whose title starts with what is being typed."""
    question = Question(typed, language)
    if not question.groups or len(question.text) < 2:
        return []
    found = _titles(question)
    wider = replace(question, any_ending=True)
    if not found and wider.groups != question.groups:
        found = _titles(wider)
    return found[:number]


def _titles(question):
    groups = question.groups[-MOST_TYPED:]
    rows = Entry.objects.filter(language=question.language).order_by("-year", "-pk")
    if len(question._words[-1]) > FEW_LETTERS:
        whole, last = groups[:-1], groups[-1:]
        # As in ``find``, what is rarer goes first.
        rows = rows.filter(driver().heading([], begins=last), driver().matching(whole, begins=last))

    def fits(title_words):
        title = title_words.split()
        return all(any(word.startswith(group) for word in title) for group in groups)

    found = rows.filter(public_q()).values_list("title", "path", "title_words", "name_words")
    return [(title, path) for title, path, here, names in found[:NEWEST] if fits(f"{here} {names}")]
