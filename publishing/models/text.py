"""The text of a thing in one language, with its facts in another row."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from delivery.tracking import TrackedModel, TrackedQuerySet
from delivery.writing import site_version
from languages.codes import best, choices, in_turn
from publishing.models.publishable import published_q
from publishing.searchable import follow_in_search
from publishing.uses import follow_uses


class TextRowQuerySet(TrackedQuerySet):
    """Texts; they are public when what they describe is."""

    def published(self, at=None):
        """Return the texts of what the public sees at this instant (default: now)."""
        return self.filter(published_q(at, f"{self.model.part_of}__"))

    def one_of_each(self, language):
        """Return one text of each thing: in this language, else in another, as ``text_in`` chooses."""
        of_things = {}
        for text in self:
            of_things.setdefault(getattr(text, f"{self.model.part_of}_id"), []).append(text)
        return [text_in(texts, language) for texts in of_things.values()]

    def for_links(self):
        """Fetch only what links to the things need, which takes half the time."""
        part_of = self.model.part_of
        names = self.model.link_fields
        return self.select_related(part_of).only("language", part_of, f"{part_of}__slug", *names)

    def best_first(self, language):
        """Sort so that the first text of a thing is the one that ``text_in`` chooses."""
        places = enumerate(in_turn(language))
        cases = [models.When(language=code, then=place) for place, code in places]
        return self.order_by(models.Case(*cases, default=len(cases)))


class TextRow(TrackedModel):
    """The text in one language, a part of its thing; ``uid`` identifies it for ever."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    language = models.CharField(_("language"), max_length=8, choices=choices)

    follows: tuple = (follow_uses, follow_in_search, site_version)
    # What a link to the thing may say.
    link_fields: tuple[str, ...] = ("name",)

    objects = TextRowQuerySet.as_manager()

    class Meta:
        abstract = True
        verbose_name = _("text in one language")
        verbose_name_plural = _("texts by language")
        ordering = ["language"]


class DescribedMixin:
    """A thing with ``texts`` by language."""

    def text_in(self, language):
        """Return its text in this language, else in another, else None (``texts`` may be prefetched)."""
        return text_in(self.texts.all(), language)

    def placed_in(self, language):
        """Attach its text and its address in a language, for lists; return it."""
        self.shown, self.path = self.text_in(language), self.paths()[language]
        return self

    def any_text(self):
        """Return its text in any language, None for an unsaved thing."""
        return self.text_in(None) if self.pk else None


def text_in(texts, language):
    """Return the text in this language, else in another, else None (``texts``: prefetched rows)."""
    return best({text.language: text for text in texts}, language)
