"""When published things appear and end by themselves, and what is used by what the public sees."""

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


def used_in_public(file):
    """Say whether something that the public sees now uses a picture or a document."""
    owners = file.uses.filter(standing="row").values_list("owner_label", "owner_key")
    for label, key in owners:
        model = apps.get_model(label)
        if issubclass(model, Publishable) and model.objects.published().filter(pk=key).exists():
            return True
    return False
