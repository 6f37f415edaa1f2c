"""``manage.py rebuild_search``: rebuild the index while the site runs."""

from django.core.management.base import BaseCommand

from search import index


class Command(BaseCommand):
    help = "Rebuild the search index. The site may keep running."

    def handle(self, *args, **options):
        self.stdout.write(f"The index has {index.rebuild()} texts.")
