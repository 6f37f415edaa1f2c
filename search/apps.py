from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = _("Search")

    def ready(self):
        from publishing import searchable
        from search import index

        searchable.register_index(index.follow)
        post_migrate.connect(self._fill, dispatch_uid="search.fill")

    def _fill(self, sender, plan=(), **kwargs):
        from search import index

        # Once, and only if this room's table was just created: the site may be older than it.
        # All migrations have run when the first of these signals is sent.
        made = any(migration.app_label == self.name and not back for migration, back in plan)
        if made and sender.name == self.name:
            index.rebuild()
