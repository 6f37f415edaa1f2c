from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _("Publishing")

    def ready(self):
        from delivery import moments
        from library import access
        from publishing import lifecycle, uses

        moments.register(latest=lifecycle.latest, upcoming=lifecycle.upcoming)
        access.register(uses.used_in_public)
        uses.connect()
        post_delete.connect(lifecycle.close_addresses, dispatch_uid="publishing.close_addresses")
