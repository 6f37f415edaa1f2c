from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class AddressesConfig(AppConfig):
    name = "addresses"
    verbose_name = _("Addresses")

    def ready(self):
        from addresses import due, linkable

        linkable.register_documents()
        post_migrate.connect(due.plan, sender=self, dispatch_uid="addresses.due")
