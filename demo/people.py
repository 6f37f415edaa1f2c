"""The demo accounts: one for each group, at ``example.org``, with one password."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction

ACCOUNTS = {
    "writer@example.org": ("Writers", "Demo writer"),
    "editor@example.org": ("Editors", "Demo editor"),
    "administrator@example.org": ("Administrators", "Demo administrator"),
}


@transaction.atomic
def new_password():
    """Give all demo accounts one new password and return it; creates accounts that are missing."""
    password = _password()
    _make_missing(password)
    for user in get_user_model().objects.filter(email__in=ACCOUNTS):
        user.set_password(password)
        user.save()
    return password


@transaction.atomic
def make_missing():
    """Create the accounts that are missing; return their e-mail addresses and their password.

    Those that exist keep theirs: somebody may be using it.
    """
    password = _password()
    return _make_missing(password), password


def _password():
    return "-".join(secrets.token_hex(3) for _part in range(3))


def _make_missing(password):
    User = get_user_model()
    existing = User.objects.filter(email__in=ACCOUNTS).values_list("email", flat=True)
    missing = [email for email in ACCOUNTS if email not in set(existing)]
    for email in missing:
        group, name = ACCOUNTS[email]
        user = User.objects.create_user(email, password, name=name)
        user.groups.add(Group.objects.get(name=group))
    return missing
