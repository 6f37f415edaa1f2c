"""What each group may do: one table, synced after every migrate."""

from django.contrib.auth.models import Group, Permission

# Writers change what is not public (the admin says which rows those are), Editors also publish,
# Administrators also look after people and programmes.
EVERYTHING = ("add", "change", "delete", "view", "publish")
CONTENT = {
    "blog.post": EVERYTHING,
    "blog.topic": EVERYTHING,
    "blog.series": EVERYTHING,
    "projects.project": EVERYTHING,
    "projects.projecttext": EVERYTHING,
    "projects.participation": EVERYTHING,
    "projects.result": EVERYTHING,
    "projects.resulttext": EVERYTHING,
    "projects.resultlink": EVERYTHING,
    "partners.organisation": EVERYTHING,
    "partners.organisationtext": EVERYTHING,
    "partners.relation": EVERYTHING,
    "library.image": (*EVERYTHING, "change_public"),
    "library.document": (*EVERYTHING, "change_public"),
    "library.use": ("view",),
    "pages.page": EVERYTHING,
    "pages.promotion": EVERYTHING,
    "pages.sitetext": ("change", "view"),
    "projects.programme": ("view",),
    "addresses.missedaddress": ("view", "change", "delete"),
}
DRAFTS = {
    **dict.fromkeys(CONTENT, ("add", "change", "view")),
    "addresses.missedaddress": (),
    "library.use": ("view",),
    "blog.topic": ("view",),
    "blog.series": ("view",),
    "pages.sitetext": ("view",),
    "projects.programme": ("view",),
}
GROUPS = {
    "Writers": DRAFTS,
    "Editors": CONTENT,
    "Administrators": {
        **CONTENT,
        "projects.programme": EVERYTHING,
        "accounts.user": EVERYTHING,
        "delivery.due": ("view", "change", "delete"),
        "auth.group": ("view",),
    },
}


def sync(**kwargs):
    """Give each group exactly the rights of the table above; safe to run again."""
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
