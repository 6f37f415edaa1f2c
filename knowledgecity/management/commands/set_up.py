"""``manage.py set_up``: database, static files and demo content, in one start of Django."""

import hashlib
import os
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand

from knowledgecity import storage


class Command(BaseCommand):
    help = "Bring database, static files and demo content up to date, as make run does."

    def add_arguments(self, parser):
        parser.add_argument(
            "--accounts", action="store_true", help="also make the demo accounts that are missing"
        )

    def handle(self, *args, **options):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
        self._collect()
        call_command("load_demo", if_empty=True, accounts=options["accounts"], stdout=self.stdout)

    def _collect(self):
        """Collect static files if one of them has changed since the last time."""
        root = Path(settings.STATIC_ROOT)
        stamp, now = root.with_name(f"{root.name}.stamp"), fingerprint()
        if root.is_dir() and stamp.is_file() and stamp.read_text() == now:
            return
        call_command("collectstatic", verbosity=0, interactive=False)
        stamp.write_text(now)


def fingerprint():
    """Return a digest of every static file's name, size and time, and of how they are published."""
    lines = [
        settings.STORAGES["staticfiles"]["BACKEND"],
        Path(storage.__file__).read_text(),
        *apps.get_app_config("staticfiles").ignore_patterns,
    ]
    # Without the finders: they match each file against each pattern, which takes longer.
    for finder in get_finders():
        for source in finder.storages.values():
            for folder, _folders, names in os.walk(source.location):
                for name in names:
                    stat = Path(folder, name).stat()
                    lines.append(f"{folder}/{name} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
