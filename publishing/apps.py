from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _("Publishing")

    def ready(self):
        from delivery import instants
        from library import access
        from publishing import lifecycle

        instants.register("publishing", lifecycle.upcoming)
        access.register(lifecycle.used_in_public)
