from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProjectsConfig(AppConfig):
    name = "projects"
    verbose_name = _("Projects")

    def ready(self):
        from projects import finding
        from projects.models import ProjectText
        from publishing import sharing
        from publishing.models import published_q

        def public():
            texts = ProjectText.objects.filter(published_q(prefix="project__"))
            return texts.select_related("project")

        sharing.register_rows(public)
        finding.register()
