"""The forms of every published thing, and the rows that are edited together with it."""

from publishing.forms.parts import KeptFormSet, Part, TextFormSet
from publishing.forms.publishable import PicturedFormMixin, PublishableForm, SlugFromTitleMixin
from publishing.forms.versioned import FingerprintForm, VersionedForm, locked

__all__ = [
    "FingerprintForm",
    "KeptFormSet",
    "Part",
    "PicturedFormMixin",
    "PublishableForm",
    "SlugFromTitleMixin",
    "TextFormSet",
    "VersionedForm",
    "locked",
]
