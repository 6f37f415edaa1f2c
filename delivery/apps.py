from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    name = "delivery"
    verbose_name = _("Delivery")

    def ready(self):
        # Importing the heartbeat registers its scheduled task.
        from delivery import heartbeat, tracking, version  # noqa: F401

        tracking.connect(apps.get_models())
        post_migrate.connect(version.begin, sender=self, dispatch_uid="delivery.begin")
