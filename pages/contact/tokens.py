"""The token of a form: random, signed with its time. It slows robots down and marks one sending.

It belongs to nobody: it is no secret, and no protection against other sites (that is ``guard``).
"""

from datetime import timedelta
from enum import Enum, auto

from django.core.signing import BadSignature, TimestampSigner
from django.utils.crypto import get_random_string

SALT = "pages.contact"
# Nobody fills in the form faster than this, and a form that is older was left open.
YOUNGEST, OLDEST = timedelta(seconds=3), timedelta(hours=24)
LENGTH = 32


class Age(Enum):
    """What is known about the time at which a form was opened."""

    UNKNOWN = auto()
    TOO_YOUNG = auto()
    TOO_OLD = auto()
    RIGHT = auto()


def make():
    """Return a new token, opened now."""
    return TimestampSigner(salt=SALT).sign(get_random_string(LENGTH))


def read(value):
    """Return the ``Age`` of a token and what is random in it; one that is not ours counts as too old."""
    if not value:
        return Age.UNKNOWN, ""
    signer = TimestampSigner(salt=SALT)
    try:
        mark = signer.unsign(value, max_age=OLDEST)
    except BadSignature:
        return Age.TOO_OLD, ""
    try:
        signer.unsign(value, max_age=YOUNGEST)
    except BadSignature:
        return Age.RIGHT, mark
    return Age.TOO_YOUNG, mark
