"""A new Django project on the same database: what ``startproject`` writes, and compression."""

import os

from bench import settings
from bench.settings import *  # noqa: F403

# Without allauth, which insists on a middleware of its own, and without the admin, which needs it.
INSTALLED_APPS = [
    *(app for app in settings.INSTALLED_APPS if not app.startswith(("allauth", "knowledgecity"))),
    # The roof has its own name for it.
    "django_tasks_db",
]
ROOT_URLCONF = "bench.minimal.site"
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # bench/subjects.py writes them: the site's own pages, with our templates where rows stand.
        "DIRS": [os.environ["BENCH_TEMPLATES"]],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
