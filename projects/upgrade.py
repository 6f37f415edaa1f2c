"""What an existing database gets with a new version."""

from addresses.models import Address
from projects.models import Result


def record_addresses(**kwargs):
    """Record the addresses of results that have none: they are older than the pages of results."""
    there = Address.objects.filter(label=Result._meta.label).values("uid")
    Result.objects.exclude(uid__in=there).record_addresses()
