"""Feeds of everything, of the list of a kind, and of a topic or series in it."""

from django.db.models import F
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from blog.feeds.base import PostFeed
from blog.kinds import OfKindMixin
from blog.models import Series, Topic
from languages.labels import label
from publishing.models import published_q


class SiteFeed(PostFeed):
    """Everything."""

    name, page = "site_feed", "home"

    def description(self):
        return _("Publications and news of %(site)s") % {"site": self.site_name}


class KindFeed(OfKindMixin, PostFeed):
    """Posts of one kind."""

    # What the name of its page's route adds to that of the kind's list.
    ending = ""

    @property
    def page(self):
        return self.kind.route + self.ending

    @property
    def name(self):
        return f"{self.page}_feed"

    def posts(self):
        return super().posts().of_kind(self.kind)

    def title(self):
        return str(self.kind.facts.heading)

    def description(self):
        return self.kind.facts.feed_sentence % {"site": self.site_name}


class GatheringFeed(KindFeed):
    """A topic or a series in the list of one kind; it exists while it has public posts there."""

    model: type[Topic | Series]
    # From a post to what gathers it.
    lookup = ""

    @cached_property
    def by_language(self):
        """The topic or series once for each language in which it has public posts of this kind.

        ``{"en": topic, …}``, made by one query.
        """
        public = published_q(self.now, "stories__posts__")
        rows = self.model.objects.filter(
            public, slug=self.kwargs["slug"], stories__posts__kind=self.kind
        ).annotate(language=F("stories__posts__language"))
        return {row.language: row for row in rows.distinct()}

    @cached_property
    def gathering(self):
        """The topic or series. Raises ``Http404`` where it has no public posts."""
        if self.language not in self.by_language:
            raise Http404
        return self.by_language[self.language]

    def languages(self):
        return tuple(self.by_language)

    def posts(self):
        return super().posts().filter(**{self.lookup: self.gathering.pk})

    def key(self):
        return f"{self.name}:{self.gathering.uid}"

    def title(self):
        return f"{label(self.gathering.label, self.language)} – {super().title()}"


class TopicFeed(GatheringFeed):
    """The posts on a topic."""

    model, ending, lookup = Topic, "_topic", "story__topics"


class SeriesFeed(GatheringFeed):
    """The posts of a series; newest first, as in every feed."""

    model, ending, lookup = Series, "_series", "story__series"
