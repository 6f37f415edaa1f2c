"""``manage.py rebuild_search``: read everything into the index anew, while the site runs."""

from django.core.management.base import BaseCommand

from search import index


class Command(BaseCommand):
    help = "Read everything that can be found into the index anew. The site may run meanwhile."

    def handle(self, *args, **options):
        self.stdout.write(f"The index has {index.rebuild()} texts.")
