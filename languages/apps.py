from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _


class LanguagesConfig(AppConfig):
    name = "languages"
    verbose_name = _("Languages")

    def ready(self):
        from languages import checks

        register(checks.check_languages)
