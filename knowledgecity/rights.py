"""What each group may do: one table, checked at every start and synced after every migrate."""

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ImproperlyConfigured

# Writers change what is not public (the admin says which rows those are), Editors also publish,
# Administrators also manage people and programmes.
EDIT = ("add", "change", "delete", "view")
PUBLISH = (*EDIT, "publish")
CONTENT = {
    "blog.post": PUBLISH,
    "blog.topic": EDIT,
    "blog.series": EDIT,
    "projects.project": PUBLISH,
    "projects.projecttext": EDIT,
    "projects.participation": EDIT,
    "projects.result": PUBLISH,
    "projects.resulttext": EDIT,
    "projects.resultlink": EDIT,
    "people.person": PUBLISH,
    "people.persontext": EDIT,
    "people.role": EDIT,
    "people.body": EDIT,
    "partners.organisation": PUBLISH,
    "partners.organisationtext": EDIT,
    "partners.relation": EDIT,
    "library.image": (*EDIT, "change_public"),
    "library.document": (*EDIT, "change_public"),
    "library.use": ("view",),
    "pages.page": PUBLISH,
    "pages.promotion": PUBLISH,
    "pages.sitetext": ("change", "view"),
    "pages.message": ("view", "change", "delete"),
    "projects.programme": ("view",),
    "addresses.missedaddress": ("view", "change", "delete"),
}
DRAFTS = {
    **dict.fromkeys(CONTENT, ("add", "change", "view")),
    "addresses.missedaddress": (),
    "library.use": ("view",),
    "blog.topic": ("view",),
    "blog.series": ("view",),
    "people.body": ("view",),
    "pages.sitetext": ("view",),
    "pages.message": ("view",),
    "projects.programme": ("view",),
}
GROUPS = {
    "Writers": DRAFTS,
    "Editors": CONTENT,
    "Administrators": {
        **CONTENT,
        "projects.programme": EDIT,
        "accounts.user": EDIT,
        "delivery.due": ("view", "change", "delete"),
        "django_tasks_database.dbtaskresult": ("view",),
        "auth.group": ("view",),
    },
}


def unknown():
    """Yield ``(group, model, right)`` of wrong table entries; without a right: no such model."""
    for group, rights in GROUPS.items():
        for model, allowed in rights.items():
            try:
                existing = apps.get_model(model)._meta.default_permissions
            except LookupError:
                yield group, model, ""
            else:
                yield from ((group, model, right) for right in allowed if right not in existing)


def sync(**kwargs):
    """Give each group exactly the rights of the table above; safe to run again.

    Raises ``ImproperlyConfigured`` if the table is wrong, before anybody loses a right.
    """
    if wrong := list(unknown()):
        msg = f"The rights of the groups name what does not exist: {wrong}. Correct rights.py."
        raise ImproperlyConfigured(msg)
    for name, rights in GROUPS.items():
        group, _made = Group.objects.get_or_create(name=name)
        wanted = {
            (model.split(".")[0], f"{right}_{model.split('.')[1]}")
            for model, allowed in rights.items()
            for right in allowed
        }
        labels = {label for label, _codename in wanted}
        rows = Permission.objects.filter(content_type__app_label__in=labels).select_related(
            "content_type"
        )
        group.permissions.set(
            row for row in rows if (row.content_type.app_label, row.codename) in wanted
        )
