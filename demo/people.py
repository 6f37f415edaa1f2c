"""The accounts of the demo: one for each group, at ``example.org``, with one password."""

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
    """Give all demo accounts one new password and return it; makes accounts that are missing."""
    User = get_user_model()
    password = "-".join(secrets.token_hex(3) for _part in range(3))
    for email, (group, name) in ACCOUNTS.items():
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(email, name=name)
            user.groups.add(Group.objects.get(name=group))
        user.set_password(password)
        user.save()
    return password
