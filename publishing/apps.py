from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _("Publishing")

    def ready(self):
        from delivery import instants
        from library import access
        from publishing import instants as published
        from publishing import uses
        from publishing.kept import due

        instants.register("publishing", published.upcoming)
        access.register(uses.used_in_public)
        post_migrate.connect(due.plan, sender=self, dispatch_uid="publishing.due")
