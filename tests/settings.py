"""The site's own settings, adapted for tests."""

import os
import sys
import tempfile
from pathlib import Path

# The settings read these; Chromium and live servers use only loopback.
os.environ.update(
    {
        "DJANGO_SECRET_KEY": "a-secret-key-for-tests-only-0123456789-abcdefghijklmnopqrstuvwxyz",
        "DJANGO_ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
        "SITE_URL": "http://localhost:8000",
        "DEFAULT_FROM_EMAIL": "desk@example.org",
        "TASKS_IMMEDIATE": "1",
        # Whatever .env or the shell sets, act as if they were unset.
        **dict.fromkeys(
            (
                *("DJANGO_DEBUG", "MEDIA_ROOT", "EMAIL_URL", "TRUSTED_PROXIES", "SECURITY_CONTACT"),
                *("WEBSUB_HUB", "HSTS_SECONDS", "HSTS_INCLUDE_SUBDOMAINS", "HSTS_PRELOAD"),
            ),
            "",
        ),
        # The event loop of the browser tests runs in the thread of the tests.
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
    }
)
os.environ.setdefault("DATABASE_URL", f"sqlite:///{tempfile.gettempdir()}/kc-tests.sqlite3")

from knowledgecity.settings import *  # noqa: F403
from knowledgecity.settings import (
    BASE_DIR,
    DATABASES,
    INSTALLED_APPS,
    MIDDLEWARE,
    STORAGES,
    TEMPLATES,
)

# The tests do not collect static files; the browser tests' server finds them in place.
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    # A file, as on the real site: SQLite in memory has neither WAL nor two writers.
    DATABASES["default"]["TEST"] = {
        "NAME": f"{tempfile.gettempdir()}/kc-tests-{os.getpid()}.sqlite3"
    }
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
# The live server of pytest-django needs this name to serve them.
INSTALLED_APPS = [
    "django.contrib.staticfiles" if name.endswith("TrimmedStaticFilesConfig") else name
    for name in INSTALLED_APPS
]
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith("whitenoise")]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


class UnknownVariable(str):
    """What a template shows for a variable it was not given; in templates of ours, a failure.

    Those of Django's admin and of allauth rely on empty ones, and so do ours that extend them.
    """

    __slots__ = ()
    THEIRS = ("admin/", "accounts/")

    def __mod__(self, variable):
        context = sys._getframe(1).f_locals.get("context")
        template = context.render_context.template if context is not None else None
        path = Path(template.origin.name) if template else Path()
        if path.is_relative_to(BASE_DIR / "templates"):
            name = path.relative_to(BASE_DIR / "templates").as_posix()
            if not name.startswith(self.THEIRS):
                message = f"{name} names {variable}, which nobody gave it"
                raise AssertionError(message)
        return ""


TEMPLATES[0]["OPTIONS"] |= {"string_if_invalid": UnknownVariable("%s")}  # type: ignore[operator]
