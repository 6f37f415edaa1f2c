"""The next instant at which something published appears or ends by itself."""

from django.apps import apps

from publishing.models import Publishable


def publishables():
    """Return every model with a life cycle."""
    return [model for model in apps.get_models() if issubclass(model, Publishable)]


def upcoming(now):
    """Return the first instant after ``now`` at which something appears or ends; None if none will."""
    first, *rest = [
        queryset
        for model in publishables()
        for queryset in model._default_manager.instants_after(now)
    ]
    return first.union(*rest).order_by("instant").first()
