from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")

    def ready(self):
        from projects import finding
        from projects.models import ProjectText
        from publishing import sharing

        sharing.register_rows(lambda: ProjectText.objects.published().select_related("project"))
        finding.register()
