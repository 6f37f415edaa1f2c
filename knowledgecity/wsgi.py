"""The WSGI callable that granian serves (``knowledgecity.wsgi:application``)."""

import gc

# A start makes many objects and no garbage: looking for it would take a quarter of the time.
gc.disable()

import os  # noqa: E402

from django.core.wsgi import get_wsgi_application  # noqa: E402

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "knowledgecity.settings")

django_application = get_wsgi_application()

# Their models need the lines above.
from django.conf import settings  # noqa: E402

from addresses.models import MissedAddress  # noqa: E402
from delivery import watch  # noqa: E402
from delivery.store import wanted  # noqa: E402
from delivery.store.front import Front  # noqa: E402
from knowledgecity import urls  # noqa: E402, F401 (read now, not at the first request)

application = Front(
    django_application, settings.PAGE_STORE_MB * 1024 * 1024, MissedAddress.objects.note
)
watch.start(application)
wanted.start(application)

# What has been made by now stays for as long as the process, and is never looked at again.
gc.freeze()
gc.enable()
