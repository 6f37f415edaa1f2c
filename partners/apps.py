from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = _("Partners")

    def ready(self):
        from partners import finding, linking
        from partners.models import OrganisationText
        from publishing.webpage import sharing

        sharing.register_rows(
            lambda: OrganisationText.objects.published().select_related("organisation")
        )
        finding.register()
        linking.register()
