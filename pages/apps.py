from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self):
        from pages import finding
        from pages.models import Page
        from publishing import sharing

        sharing.register_rows(Page.objects.published)
        finding.register()
