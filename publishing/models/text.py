"""The text of a thing in one language, where its facts stand in another row."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from delivery.tracking import TrackedModel, TrackedQuerySet
from languages.codes import choices
from publishing.models.publishable import announced_q, published_q


class TextRowQuerySet(TrackedQuerySet):
    """Texts; they concern the public when what they describe does."""

    def published(self, at=None):
        """Return the texts of what the public sees at this instant (default: now)."""
        return self.filter(published_q(at, f"{self.model.parent_field}__"))

    def concerning_public(self):
        return self.filter(announced_q(f"{self.model.parent_field}__"))


class TextRow(TrackedModel):
    """One language's text; ``uid`` is its permanent feed id. ``parent_field`` names its thing."""

    parent_field = ""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=8, choices=choices)

    objects = TextRowQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def parent(self):
        """The thing that this text describes."""
        return getattr(self, self.parent_field)

    def concerns_public(self):
        return self.parent.concerns_public()


def text_in(texts, language):
    """Return the text in this language, else in another, else None (``texts``: prefetched rows)."""
    by_language = {text.language: text for text in texts}
    return by_language.get(language) or next(iter(by_language.values()), None)
