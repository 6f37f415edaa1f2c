from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People and boards")

    def ready(self):
        from people import finding, linking
        from people.models import PersonText
        from publishing.webpage import sharing

        sharing.register_rows(lambda: PersonText.objects.published().select_related("person"))
        finding.register()
        linking.register()
