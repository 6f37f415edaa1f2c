"""What a link to a published thing says of it, for the editor's dialog (``addresses.linkable``)."""

from django.db.models.functions import Coalesce

from addresses.linkable import Target
from publishing.admin.filters import STAGES


def newest_first(things):
    """Sort things by when they appeared, or were begun if they have not."""
    return things.order_by(Coalesce("published_at", "created_at").desc(), "-pk")


def target(thing, title, kind, languages):
    """Return the ``Target`` of a thing with a life cycle."""
    return Target(
        uid=thing.uid,
        title=title,
        kind=kind,
        languages=tuple(languages),
        stage=thing.stage,
        stage_label=STAGES[thing.stage],
        since=thing.published_at or thing.created_at,
    )


def described_target(thing, title):
    """Return the ``Target`` of a thing with ``texts``, which are prefetched."""
    languages = [text.language for text in thing.texts.all()]
    return target(thing, title, thing._meta.verbose_name, languages)
