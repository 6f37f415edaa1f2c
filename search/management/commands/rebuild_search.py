"""``manage.py rebuild_search``: read everything into the index again, while the site runs."""

from django.core.management.base import BaseCommand

from search import index


class Command(BaseCommand):
    help = "Read everything that can be found into the index again. The site may keep running."

    def handle(self, *args, **options):
        self.stdout.write(f"The index has {index.rebuild()} texts.")
