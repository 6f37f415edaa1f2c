"""What a grant asks to be shown: emblem, funding statement and disclaimer, in the language of a page.

The rules are data (``funding.toml``), each with its legal source. What is not known, or whose words are
not verified, is not guessed: then the emblem stands with the words "European Union" alone, and
``missing`` tells staff what to find out.
"""

import json
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from languages.labels import label

FILE = Path(__file__).with_suffix(".toml")
# The name of the Union as the treaties write it.
UNION = {"en": "European Union", "bg": "Европейски съюз"}
# Where a language has no verified words, those of English are shown, marked as such.
FALLBACK = "en"
# The name of the emblem as a badge on share images.
BADGE = "european-union"
# The longest statement, in letters, that a share image has room for.
LONGEST_ON_PICTURES = 45
# The rule of a programme that names none.
BY_MANAGEMENT = {
    ("2021-27", "direct"): "direct-2021",
    ("2021-27", "indirect"): "direct-2021",
    ("2021-27", "shared"): "shared-2021",
}


class Wording(NamedTuple):
    """Words that are shown as they stand; ``language`` is theirs, ``source`` says who prescribes them."""

    words: str
    language: str
    source: str

    @property
    def lines(self):
        """The words, line by line: the Union, and in some periods its fund."""
        return self.words.split("\n")


@dataclass(frozen=True)
class Grant:
    """What the words depend on; empty where it is not known.

    ``funding`` is ``funded``, ``co_funded`` or ``unknown``; ``authority`` and ``national_funder`` are
    labels by language, ``statement`` and ``disclaimer`` the words of the grant agreement itself, which
    has them in its place ``source``.
    """

    slug: str = ""
    acronym: str = ""
    programme: str = ""
    rule: str = ""
    period: str = ""
    management: str = ""
    funding: str = "unknown"
    authority: dict = field(default_factory=dict)
    national_funder: dict = field(default_factory=dict)
    number: str = ""
    statement: dict = field(default_factory=dict)
    disclaimer: dict = field(default_factory=dict)
    source: str = ""

    @classmethod
    def of(cls, facts):
        """Make one from a row; SQLite returns JSON inside of JSON as text."""
        made = {name: value for name, value in facts.items() if value is not None}
        for name in ("authority", "national_funder", "statement", "disclaimer"):
            if isinstance(made.get(name), str):
                made[name] = json.loads(made[name])
        return cls(**made)

    def typed(self, name, language):
        """Return the words of the agreement, in this language, else in English, else in another.

        ``name`` is ``statement`` or ``disclaimer``; None if staff typed none.
        """
        words = getattr(self, name)
        code = next((code for code in (language, FALLBACK, *words) if code in words), "")
        return Wording(words[code], code, self.source) if code else None


@dataclass(frozen=True)
class Visibility:
    """What must be shown of a grant in a language.

    Without ``has_emblem`` there is nothing to show. ``law`` is where the duty comes from, ``missing`` what
    staff must find out (lazy texts).
    """

    has_emblem: bool = False
    statement: Wording | None = None
    disclaimer: Wording | None = None
    law: str = ""
    missing: tuple = ()

    @property
    def is_certain(self):
        """Whether the statement is more than the name of the Union."""
        return self.statement is not None and self.statement.words not in UNION.values()


@cache
def data():
    """Return the rules and wordings: ``{"rules": {key: {…}}, "wordings": [{…}]}``."""
    return tomllib.loads(FILE.read_text())


def has_emblem(grant):
    """Return whether there is money of the Union in a grant, as far as is known."""
    return bool(grant.programme) and rule_of(grant).get("emblem", True)


def rule_of(grant):
    """Return the rule of a grant; an empty dict if its programme is too little known for one."""
    key = grant.rule or BY_MANAGEMENT.get((grant.period, grant.management), "")
    return data()["rules"].get(key, {})


def visibility(grant, language):
    """Return the ``Visibility`` of a ``Grant`` in a language."""
    if not grant.programme:
        return Visibility(missing=(_("programme"),))
    rule = rule_of(grant)
    if not has_emblem(grant):
        return Visibility(law=rule["law"])
    statement, lacks = _statement(grant, rule, language)
    # A disclaimer repeats the statement: where that is not certain, there is nothing to repeat.
    disclaimer, lacks_more = _disclaimer(grant, rule, language) if statement else (None, [])
    return Visibility(
        has_emblem=True,
        statement=statement or Wording(UNION.get(language, UNION[FALLBACK]), language, ""),
        disclaimer=disclaimer,
        law=rule.get("law", ""),
        missing=tuple(dict.fromkeys([*lacks, *lacks_more, *_national(grant)])),
    )


def _statement(grant, rule, language):
    if typed := grant.typed("statement", language):
        return typed, _in_other_language(typed, language)
    if not rule:
        return None, [_("period of the programme") if not grant.period else _("funding rules")]
    return _chosen(grant, rule["statement"], language, _("official wording of the statement"))


def _disclaimer(grant, rule, language):
    if typed := grant.typed("disclaimer", language):
        return typed, _in_other_language(typed, language)
    if not rule.get("disclaimer"):
        return None, []
    return _chosen(grant, rule["disclaimer"], language, _("official wording of the disclaimer"))


def _chosen(grant, name, language, what):
    """Return the verified words of this name that fit a grant, ``(Wording | None, missing)``."""
    rows = [row for row in data()["wordings"] if row["name"] == name]
    verified = [row for row in rows if row["verified"]]
    if not verified:
        return None, [format_lazy("{}: {}", what, _("to be confirmed"))]
    fitting = [row for row in verified if row.get("funding", grant.funding) == grant.funding]
    if not fitting:
        return None, [_("whether funded or co-funded")]
    fitting = [row for row in fitting if _has_authority(grant, row)]
    by_language = {row["language"]: row for row in fitting}
    row = by_language.get(language) or by_language[FALLBACK]
    lacks = _blanks(grant, row)
    if lacks:
        return None, lacks
    words = row["words"].format(
        number=grant.number, authority=label(grant.authority, row["language"])
    )
    missing = [] if row["language"] == language else [_unverified_in(what, language)]
    return Wording(words, row["language"], row["source"]), missing


def _in_other_language(typed, language):
    name = _("sentence of the grant agreement")
    return [] if typed.language == language else [_unverified_in(name, language)]


def _unverified_in(what, language):
    return format_lazy("{} ({})", what, language.upper())


def _has_authority(grant, row):
    """Return whether words name the authority of a grant, or none in particular."""
    wanted = row.get("authority")
    names = " ".join(grant.authority.values())
    return not wanted or re.search(rf"\b{re.escape(wanted)}\b", names) is not None


def _blanks(grant, row):
    """Return what the words need and the grant does not state."""
    needed = {
        "{number}": (grant.number, _("grant number")),
        "{authority}": (grant.authority, _("granting authority")),
    }
    return [name for blank, (value, name) in needed.items() if blank in row["words"] and not value]


def _national(grant):
    """Return the national co-funder if a grant of shared management does not name it."""
    is_shared = grant.management == "shared" and grant.funding == "co_funded"
    return [_("national co-funder")] if is_shared and not grant.national_funder else []


def shown_of(grants, language):
    """Return what these grants ask for: each emblem with its statement once.

    ``[(Visibility, [Grant])]`` in the order of the grants, without those that ask for nothing.
    """
    groups = {}
    for grant in grants:
        shown = visibility(grant, language)
        if shown.has_emblem:
            group = groups.setdefault((shown.statement, shown.disclaimer), (shown, []))
            group[1].append(grant)
    return list(groups.values())


def badge_of(grants, language):
    """Return the badge that share images have for these grants, as fields of ``ShareImage``.

    The emblem with its statement, or with the name of the Union where there are several statements, or one
    too long for a picture; nothing without an emblem.
    """
    groups = shown_of(grants, language)
    if not groups:
        return {}
    words = UNION.get(language, UNION[FALLBACK])
    if len(groups) == 1 and len(groups[0][0].statement.words) <= LONGEST_ON_PICTURES:
        words = " ".join(groups[0][0].statement.lines)
    return {"badge": BADGE, "badge_words": words}
