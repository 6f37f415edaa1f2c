"""The pass that a form carries: who may hand in what is typed in it, also when their session has ended.

It is signed and holds for seven days. It opens nothing: what is handed in with it is kept for the person
whose pass it is, and shown to nobody before that person has signed in.
"""

from typing import NamedTuple

from django.apps import apps
from django.contrib.auth import get_user_model
from django.core import signing
from django.db.models import Model
from django.utils.crypto import constant_time_compare

from publishing.edit import Rights

SALT = "publishing.kept"
LASTS = 7 * 24 * 60 * 60  # seconds


class Pass(NamedTuple):
    """Whose form it is, and which: the form of ``object_key``, of a new row without one."""

    person: Model
    model: type[Model]
    object_key: str


def make(person, model, object_key=""):
    """Return the pass of a form as text."""
    what = [person.pk, model._meta.label_lower, str(object_key), _trace(person)]
    return signing.dumps(what, salt=SALT)


def read(text):
    """Return the ``Pass``, or None if it is forged, too old, or no longer that person's.

    It ends with the account, with its password, and with the right to such forms.
    """
    try:
        number, label, object_key, trace = signing.loads(text, salt=SALT, max_age=LASTS)
        model = apps.get_model(label)
    except (signing.BadSignature, LookupError, ValueError, TypeError):
        return None
    person = get_user_model().objects.filter(pk=number, is_active=True, is_staff=True).first()
    if person is None or not constant_time_compare(trace, _trace(person)):
        return None
    rights = Rights.of(person, model)
    return Pass(person, model, object_key) if rights.change or rights.add else None


def _trace(person):
    """Return a trace of the password, which changes with it."""
    return person.get_session_auth_hash()[:20]
