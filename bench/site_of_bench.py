"""A separate site for the benchmarks: its database, its content, its client."""

import atexit
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def start(database=""):
    """Prepare Django on an empty database (a URL; without one SQLite) and return the site's folder.

    A process that this one starts serves the same site: everything is in the environment. The folder is
    deleted when this process ends.
    """
    folder = tempfile.mkdtemp(prefix="bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ |= {
        "DATABASE_URL": database or f"sqlite:///{folder}/bench.sqlite3",
        "DJANGO_SECRET_KEY": "a key of the bench alone, long enough to be taken " * 2,
        "DJANGO_ALLOWED_HOSTS": "localhost",
        "SITE_URL": "http://localhost",
        "DEFAULT_FROM_EMAIL": "bench@example.org",
        "MEDIA_ROOT": f"{folder}/media",
        "TASKS_IMMEDIATE": "1",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "BENCH_STATIC_ROOT": f"{folder}/static",
    }
    sys.path.insert(0, str(ROOT))
    import django
    from django.core.management import call_command

    django.setup()
    # Of a page that is not there, asked for a hundred times, no line is worth reading.
    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("load_demo", verbosity=0)
    return Path(folder)


def client():
    """Return a client that makes requests like a visitor."""
    from django.test import Client

    return Client(SERVER_NAME="localhost")


def analyze():
    """Let the database analyse its rows, as it does by itself after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
