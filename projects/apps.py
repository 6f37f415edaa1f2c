from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")

    def ready(self):
        from projects import emblem, finding, funding, linking, programmes, upgrade
        from projects.models import ProjectText, ResultText
        from publishing.webpage import share_image, sharing

        sharing.register_rows(
            lambda: ProjectText.objects.published().select_related("project__programme")
        )
        sharing.register_rows(
            lambda: ResultText.objects.with_page().select_related("result__project__programme")
        )
        share_image.register_badge(funding.BADGE, emblem.badge)
        finding.register()
        linking.register()
        post_migrate.connect(
            upgrade.record_addresses, sender=self, dispatch_uid="projects.addresses"
        )
        post_migrate.connect(programmes.sync, sender=self, dispatch_uid="projects.programmes")
