"""What follows from files after every migrate: programmes and the rights of the three groups."""

import tomllib
from pathlib import Path

from django.apps import apps
from django.db import transaction

from languages.codes import codes
from publishing import uses

PROGRAMMES = Path(__file__).parent.parent / "projects" / "programmes.toml"

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
    "library.image": EVERYTHING,
    "library.document": EVERYTHING,
    "library.use": ("view",),
    "pages.page": EVERYTHING,
    "pages.promotion": EVERYTHING,
    "pages.sitetext": ("change", "view"),
    "projects.programme": ("view",),
    "publishing.missedaddress": ("view", "change", "delete"),
}
DRAFTS = {
    **dict.fromkeys(CONTENT, ("add", "change", "view")),
    "publishing.missedaddress": (),
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
        "auth.group": ("view",),
    },
}


def after_migrate(**kwargs):
    """Bring groups and programmes up to the files; safe to run again."""
    sync_groups()
    sync_programmes()
    sync_site_texts()
    sync_uses()


def sync_groups():
    """Give each group exactly the rights of the table above."""
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
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


def sync_uses():
    """Write down where pictures are used, on a site from before this was kept."""
    if not apps.get_model("library", "Use").objects.exists():
        uses.record_all()


def sync_site_texts():
    """Give each language its row of words for home page and footer; staff only fills it."""
    SiteText = apps.get_model("pages", "SiteText")
    for language in codes():
        SiteText.objects.get_or_create(language=language)


@transaction.atomic
def sync_programmes():
    """Make and update the programmes of the data file; rows that staff added stay."""
    Programme = apps.get_model("projects", "Programme")
    for code, facts in tomllib.loads(PROGRAMMES.read_text()).items():
        row = Programme.objects.filter(code=code).first() or Programme(code=code)
        for name in ("name", "period", "management", "statement"):
            setattr(row, name, facts.get(name, getattr(row, name)))
        row.save()
