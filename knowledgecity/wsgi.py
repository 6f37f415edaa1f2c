"""The WSGI callable that granian serves (``knowledgecity.wsgi:application``)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledgecity.settings")

application = get_wsgi_application()
