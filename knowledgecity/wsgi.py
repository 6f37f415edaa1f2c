"""The WSGI callable that granian serves (``knowledgecity.wsgi:application``)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledgecity.settings")

django_application = get_wsgi_application()

# Their models need the lines above.
from django.conf import settings  # noqa: E402

from addresses.models import MissedAddress  # noqa: E402
from delivery import watch  # noqa: E402
from delivery.store import wanted  # noqa: E402
from delivery.store.front import Front  # noqa: E402

application = Front(
    django_application, settings.PAGE_STORE_MB * 1024 * 1024, MissedAddress.objects.note
)
watch.start(application)
wanted.start(application)
