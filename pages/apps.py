from django.apps import AppConfig
from django.core.checks import register
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Pages")

    def ready(self):
        from pages import checks, due, finding, linking
        from pages.models import Page, SiteText
        from publishing.webpage import sharing

        sharing.register_rows(lambda: Page.objects.published().with_grants())
        finding.register()
        linking.register()
        register(checks.check_path_length)
        post_migrate.connect(
            SiteText.objects.complete, sender=self, dispatch_uid="pages.site_texts"
        )
        post_migrate.connect(due.plan, sender=self, dispatch_uid="pages.due")
