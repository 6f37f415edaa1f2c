from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = _("Partners")

    def ready(self):
        from partners import finding
        from partners.models import OrganisationText
        from publishing import sharing
        from publishing.models import published_q

        def public():
            texts = OrganisationText.objects.filter(published_q(prefix="organisation__"))
            return texts.select_related("organisation")

        sharing.register_rows(public)
        finding.register()
