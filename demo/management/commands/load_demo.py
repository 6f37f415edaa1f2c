"""``manage.py load_demo``: the demo content, each item once."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from blog.models import Post
from demo import people
from demo.loader import Loader
from demo.models import LoadedItem


class Command(BaseCommand):
    help = "Load the demo content. What exists, was changed or was deleted is left as it is."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="do nothing on a site that has posts"
        )
        parser.add_argument(
            "--accounts",
            action="store_true",
            help="also make the account of each group, at example.org, that is missing, and print"
            " its password",
        )

    def handle(self, *args, **options):
        if not (options["if_empty"] and self._used()):
            made = Loader().load()
            words = ", ".join(f"{number} {kind}" for kind, number in made.items())
            self.stdout.write(f"Demo content: {words or 'nothing new'}.")
        if options["accounts"]:
            self._accounts()

    def _used(self):
        return Post.objects.exists() or LoadedItem.objects.exists()

    def _accounts(self):
        if settings.HTTPS:
            msg = "SITE_URL is https: demo accounts are for a site on your own machine only."
            raise CommandError(msg)
        made, password = people.make_missing()
        if made:
            self.stdout.write(f"Demo accounts: {', '.join(made)}")
            self.stdout.write(f"Password: {password}  (make password gives a new one)")
