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
    """Return every ``Archive``, oldest first, with the slice of its items among those of its year.

    ``numbers`` says how many items a year has, ``{2024: 250}``; the slices are then those from 0, 100
    and 200, of which the last belongs to ``Archive(2024)``.
    """
    found = {}
    for year, number in sorted(numbers.items()):
        last = (number - 1) // SIZE
        for part in range(last + 1):
            archive = Archive(year, None if part == last else part + 1)
            found[archive] = slice(SIZE * part, SIZE * (part + 1))
    return found
