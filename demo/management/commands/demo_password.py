"""``manage.py demo_password``: a new password for the demo accounts."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo import people


class Command(BaseCommand):
    help = "Give the demo accounts (one per group, at example.org) a new password and print it."

    def handle(self, *args, **options):
        if settings.HTTPS:
            msg = "SITE_URL is https: demo accounts are for a site on your own machine only."
            raise CommandError(msg)
        password = people.new_password()
        self.stdout.write(f"Demo accounts: {', '.join(people.ACCOUNTS)}")
        self.stdout.write(f"Password: {password}")
