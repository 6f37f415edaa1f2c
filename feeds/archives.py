"""How the archives of a feed are cut (RFC 5005, section 4): by year, at most 100 items a document.

A year with more has its oldest hundred in part 1, the next in part 2, and the rest, its newest, in the
document without a number: parts never change when something new appears.
"""

from typing import NamedTuple

SIZE = 100


class Archive(NamedTuple):
    """One document of an archive; ``part`` is None for the last of a year."""

    year: int
    part: int | None = None


def documents(numbers):
    """Return every ``Archive``, oldest first, with the position of its first item within its year.

    ``numbers`` says how many items a year has, ``{2024: 250}``; the result is then
    ``{Archive(2024, 1): 0, Archive(2024, 2): 100, Archive(2024): 200}``.
    """
    found = {}
    for year, number in sorted(numbers.items()):
        full = (number - 1) // SIZE
        found |= {Archive(year, part): SIZE * (part - 1) for part in range(1, full + 1)}
        found[Archive(year)] = SIZE * full
    return found
