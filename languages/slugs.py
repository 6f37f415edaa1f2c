"""Slugs: the last part of an address, made from a title in Bulgarian or English.

Cyrillic is transliterated by the Bulgarian Transliteration Act of 2009 (State Gazette 19/2009).
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from languages.sections import reserved

MAX_LENGTH = 200

CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъьюяѝыэё"
LATIN = "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y yu ya i y e yo"
LETTERS = dict(zip(CYRILLIC, LATIN.split(), strict=True))
# Latin letters that do not decompose into a letter and an accent.
LETTERS |= {"№": "no", "™": "", "®": "", "©": "", "ß": "ss", "ø": "o", "æ": "ae", "œ": "oe"}
LETTERS |= {"ł": "l", "đ": "d", "þ": "th"}


def transliterate(text):
    """Return Bulgarian text in Latin letters, lower case, by the Act.

    ``ьо`` is ``yo``, a final ``-ия`` is ``-ia``, and the country's name stays *Bulgaria*.
    """
    text = unicodedata.normalize("NFC", text).lower()
    text = re.sub(r"българия\b", "bulgaria", text)
    text = re.sub(r"ия\b", "ia", text)
    text = text.replace("ьо", "yo")
    return "".join(LETTERS.get(letter, letter) for letter in text)


def slugify(text):
    """Return an ASCII slug of at most 200 characters; may be empty (``"№ !"``).

    A text of digits only gets no slug, because such addresses are reserved for years
    (``/en/blog/2024/``).
    """
    latin = unicodedata.normalize("NFKD", transliterate(text))
    latin = latin.encode("ascii", "ignore").decode().lower()
    latin = re.sub(r"['’`]", "", latin)
    slug = re.sub(r"[^a-z0-9]+", "-", latin).strip("-")
    if len(slug) > MAX_LENGTH:
        slug = slug[: MAX_LENGTH + 1].rsplit("-", 1)[0][:MAX_LENGTH].strip("-")
    return "" if slug.isdigit() else slug


def free_slug(text, taken):
    """Return a slug that is not reserved and for which ``taken(slug)`` is false.

    ``-2``, ``-3``… is added if the first choice is taken; empty stays empty.
    """
    base = slugify(text)
    if not base:
        return ""
    slug, number = base, 1
    while slug in reserved() or taken(slug):
        number += 1
        ending = f"-{number}"
        slug = base[: MAX_LENGTH - len(ending)] + ending
    return slug


def validate_slug(value):
    """Refuse what cannot be used in an address. Raises ``ValidationError``."""
    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", value):
        raise ValidationError(
            _(
                "Use lowercase Latin letters, digits and single hyphens, for example “green-skills”."
            ),
            code="slug",
        )
    if value.isdigit():
        raise ValidationError(
            _("An address made only of digits is reserved for a year. Add a word."), code="digits"
        )
    if value in reserved():
        raise ValidationError(
            _("“%(word)s” is reserved for the site's own addresses. Choose another."),
            code="reserved",
            params={"word": value},
        )


MADE_FROM_TITLE = _("Created from the title if empty. It never changes by itself.")


class AddressSlugField(models.SlugField):
    """The last part of an address; by itself the same in every language."""

    default_validators = [validate_slug]

    def __init__(self, verbose_name=None, **kwargs):
        usual = _("The last part of its address, the same in every language.")
        options = {"max_length": MAX_LENGTH, "help_text": usual, **kwargs}
        super().__init__(verbose_name or _("address"), **options)
