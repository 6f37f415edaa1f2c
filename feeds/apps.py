from django.apps import AppConfig
from django.core.checks import register


class FeedsConfig(AppConfig):
    name = "feeds"

    def ready(self):
        from feeds import checks

        register(checks.check_stylesheets)
