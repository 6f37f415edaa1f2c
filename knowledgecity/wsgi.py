"""The WSGI callable that granian serves (``knowledgecity.wsgi:application``)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledgecity.settings")

application = get_wsgi_application()

from delivery import watch  # noqa: E402 (its models need the lines above)

watch.start()
