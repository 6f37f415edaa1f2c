from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from search import index

        index.connect()
        # After the last room: what is read here stands in their tables.
        post_migrate.connect(self._fill, dispatch_uid="search.fill")

    def _fill(self, sender, plan=(), **kwargs):
        from search import index

        # Only where the tables of this room were just made.
        made = any(migration.app_label == self.name for migration, _back in plan)
        if made and sender.name == "knowledgecity":
            index.after_migrate()
