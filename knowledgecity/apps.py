"""The roof's own configuration, and stock apps with one change each."""

from pathlib import Path

import ckeditor
from django.apps import AppConfig, apps
from django.contrib.admin.apps import AdminConfig as StockAdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig
from django.core.checks import register
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from django_tasks_db.apps import TasksAppConfig

KEPT_PLUGINS = {
    *("divarea", "clipboard", "dialog", "find", "link", "pastefromword", "pastetools", "table"),
    *("tabletools", "tableselection", "pastefromgdocs", "pastefromlibreoffice"),
    *("sourcearea", "showborders", "magicline", "contextmenu", "menu", "image2", "uploadimage"),
}
KEPT_LANGUAGES = {"bg.js", "en.js"}


def unused_editor_files():
    """Return the patterns of the editor's files that are not published.

    Its tests and samples have had vulnerabilities of their own, and nine tenths of it is never used.
    """
    root = Path(ckeditor.__file__).parent / "static" / "ckeditor" / "ckeditor"
    plugins = [folder.name for folder in (root / "plugins").iterdir() if folder.is_dir()]
    skins = [folder.name for folder in (root / "skins").iterdir() if folder.name != "moono-lisa"]
    languages = [file.name for file in (root / "lang").iterdir() if file.name not in KEPT_LANGUAGES]
    return [
        *(f"ckeditor/ckeditor/plugins/{name}/*" for name in plugins if name not in KEPT_PLUGINS),
        *(f"ckeditor/ckeditor/skins/{name}/*" for name in skins),
        *(f"ckeditor/ckeditor/lang/{name}" for name in languages),
        "ckeditor/ckeditor/adapters/*",
        "ckeditor/galleriffic/*",
        "ckeditor/ckeditor/*.md",
    ]


class TrimmedStaticFilesConfig(StaticFilesConfig):
    """Publishes static files without those that nothing loads."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, *unused_editor_files()]


class AdminConfig(StockAdminConfig):
    """The stock admin with the site's name and sign-in."""

    default_site = "knowledgecity.admin.Desk"


class TasksConfig(TasksAppConfig):
    """The queue of background tasks under a name that a person understands."""

    verbose_name = _("Background tasks")  # type: ignore[assignment]


class KnowledgeCityConfig(AppConfig):
    name = "knowledgecity"
    verbose_name = "Knowledge City"

    def ready(self):
        from knowledgecity import checks, context, rights, share, ties
        from partners import above
        from publishing.webpage import schema, sharing

        sharing.register(share.image_of_site)
        schema.register(context.publisher)
        above.register(has_project=ties.has_project, has_post=ties.has_post)
        register(checks.check_rooms)
        register(checks.check_rights)
        register(checks.check_path_lengths)

        # The rights of every room must exist first, so this waits for the last app with models.
        last = [app for app in apps.get_app_configs() if app.models_module][-1]
        post_migrate.connect(rights.sync, sender=last, dispatch_uid="knowledgecity.rights")
