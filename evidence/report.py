"""What the check says: duties, what was found, and the report; as words and as JSON."""

from dataclasses import dataclass, field

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, override

from languages.codes import codes

SEVERE, WARNING = "severe", "warning"

# What is wrong, by code. Codes are stable: docs/eu-visibility.md lists them.
WORDS = {
    "answer": _("The address answers {status}, not 200."),
    "item": _("The feed does not contain this item."),
    "nothing": _("Neither the emblem nor the statement is shown."),
    "emblem": _("The statement stands without the emblem of the European Union."),
    "emblem_size": _("The emblem has no stated size, or is less than 38 pixels high."),
    "emblem_shape": _("The emblem is not in the proportions 3:2."),
    "emblem_alt": _("The emblem has no alternative text."),
    "hidden": _("Emblem, statement or disclaimer is hidden."),
    "place": _("The emblem does not stand at the head of the page."),
    "statement": _("The statement beside the emblem is not word for word: “{words}”."),
    "language": _(
        "The statement or the disclaimer is not in the right language, or not marked so."
    ),
    "abbreviation": _("The name of the European Union is shortened: “{words}”."),
    "claim": _("It is not certain what this says: “{words}”."),
    "disclaimer": _("The disclaimer is missing, or not word for word."),
    "not_certain": _("Not known or not verified: {words}."),
    "fact": _("Not known: {words}."),
    "described": _("{law}: a short description is missing ({language})."),
    "aims": _("{law}: a text about the aims is missing ({language})."),
    "results": _("{law}: there is neither a result nor a text about results ({language})."),
    "support": _(
        "{law}: neither an amount nor a certain statement tells of the support ({language})."
    ),
}


@dataclass(frozen=True)
class Duty:
    """What one page, or one item of a feed, must show of one grant, or of several with the same words.

    ``item`` is the id of an item in the feed at ``path``, empty for a page. ``model`` and ``pk`` are of
    the thing that is shown there. A duty without a statement only says where something belongs.
    """

    kind: str
    name: str
    path: str
    language: str
    model: str = ""
    pk: int | None = None
    item: str = ""
    statement: tuple[str, ...] = ()
    statement_language: str = ""
    is_certain: bool = False
    disclaimer: str = ""
    disclaimer_language: str = ""
    law: str = ""
    projects: tuple[str, ...] = ()
    # The statements of the same grants in other languages.
    translations: frozenset = field(default=frozenset(), compare=False, repr=False)

    @property
    def words(self):
        """The statement in one line, as it reads on a page or in a feed."""
        return (", " if self.item else " ").join(self.statement)

    def as_json(self):
        """Return it as JSON; the emblem is owed with every statement."""
        return {
            **self.place(),
            "emblem": bool(self.statement),
            "statement": "\n".join(self.statement),
            "statement_language": self.statement_language,
            "is_certain": self.is_certain,
            "disclaimer": self.disclaimer,
            "disclaimer_language": self.disclaimer_language,
            "law": self.law,
        }

    def place(self):
        """Return where it is owed, and by what, as JSON."""
        return {
            "kind": self.kind,
            "name": str(self.name),
            "path": self.path,
            "language": self.language,
            "item": self.item,
            "model": self.model,
            "pk": self.pk,
            "projects": list(self.projects),
        }


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, or that nobody knows; ``words`` are lazy."""

    code: str
    severity: str
    duty: Duty
    words: str

    def as_json(self):
        """Return it as JSON, with its words in each language."""
        return {
            "code": self.code,
            "severity": self.severity,
            "words": in_languages(self.words),
            "law": self.duty.law,
            **self.duty.place(),
        }


def severe(code, duty, **values):
    """Return the finding that something is known and not shown."""
    return Finding(code, SEVERE, duty, format_lazy(WORDS[code], **values))


def warning(code, duty, **values):
    """Return the finding that something is not known or not verified."""
    return Finding(code, WARNING, duty, format_lazy(WORDS[code], **values))


def in_languages(words):
    """Return lazy words in each language of the site, ``{"en": …}``."""
    found = {}
    for code in codes():
        with override(code):
            found[code] = str(words)
    return found


@dataclass(frozen=True)
class Report:
    """What was checked, and what was found: first what is severe."""

    duties: tuple[Duty, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def severe(self):
        """The findings of what is known and not shown."""
        return [finding for finding in self.findings if finding.severity == SEVERE]

    @property
    def warnings(self):
        """The findings of what is not known or not verified."""
        return [finding for finding in self.findings if finding.severity == WARNING]

    @property
    def places(self):
        """How many pages and items of feeds were looked at."""
        return len({(duty.path, duty.item) for duty in self.duties})

    @property
    def summary(self):
        """One sentence (lazy) that says how it stands."""
        return summary_of(self.places, len(self.severe), len(self.warnings))

    def as_json(self):
        """Return it as JSON, as docs/eu-visibility.md describes."""
        return {
            "places": self.places,
            "severe": len(self.severe),
            "warnings": len(self.warnings),
            "findings": [finding.as_json() for finding in self.findings],
            "duties": [duty.as_json() for duty in self.duties],
        }


def summary_of(places, severe, warnings):
    """Return one sentence (lazy) about so many places and findings."""
    if not places and not warnings:
        return _(
            "Nothing is owed here: nothing of it is public, or no money of the European Union is in it."
        )
    looked = ngettext_lazy("Looked at %d place.", "Looked at %d places.", places) % places
    if not severe and not warnings:
        return format_lazy("{} {}", looked, _("Everything that is known is shown."))
    wrong = ngettext_lazy("%d is severe", "%d are severe", severe) % severe
    unknown = ngettext_lazy("%d is a warning", "%d are warnings", warnings) % warnings
    return format_lazy(
        _("{looked} Findings: {wrong}, {unknown}."), looked=looked, wrong=wrong, unknown=unknown
    )
