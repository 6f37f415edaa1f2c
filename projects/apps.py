from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")

    def ready(self):
        from projects import emblem, finding, funding, linking, programmes
        from projects.models import ProjectText
        from publishing.webpage import share_image, sharing

        sharing.register_rows(
            lambda: ProjectText.objects.published().select_related("project__programme")
        )
        share_image.register_badge(funding.BADGE, emblem.badge)
        finding.register()
        linking.register()
        post_migrate.connect(programmes.sync, sender=self, dispatch_uid="projects.programmes")
