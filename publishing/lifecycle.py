"""When published things appear and end by themselves, and what is left of a deleted one."""

from django.apps import apps

from addresses.models import Address
from publishing.models import Publishable


def publishables():
    """Return every model with a life cycle."""
    return [model for model in apps.get_models() if issubclass(model, Publishable)]


def _moments(**conditions):
    first, *rest = [
        queryset
        for model in publishables()
        for queryset in model._default_manager.moments_where(**conditions)
    ]
    return first.union(*rest)


def latest(now):
    """Return the instants up to ``now`` at which something appeared or ended, the last first."""
    return _moments(lte=now).order_by("-moment")


def upcoming(now):
    """Return the instants after ``now`` at which something will appear or end, the next first."""
    return _moments(gt=now).order_by("moment")


def close_addresses(sender, instance, **kwargs):
    """Let the addresses of a deleted object answer 410, or be forgotten if it never was public."""
    if hasattr(instance, "paths") and hasattr(instance, "uid"):
        Address.objects.close(instance)
