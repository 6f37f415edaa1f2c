"""Feeds of everything, of the list of a kind, and of a topic or series in it."""

from django.db.models import Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from blog.feeds.base import PostFeed
from blog.gatherings import get_with_posts
from blog.kinds import OfKindMixin
from blog.models import Series, Topic
from languages.labels import label
from partners.models import names_of_cluster


class SiteFeed(PostFeed):
    """Everything."""

    name, page = "site_feed", "home"

    def description(self):
        return _("Publications, news and events of %(site)s") % {"site": self.site_name}


class KindFeed(OfKindMixin, PostFeed):
    """Posts of one kind."""

    # What the route name of its page adds to that of the kind's list.
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
    """A topic or a series in the list of one kind; it exists only with public posts there."""

    model: type[Topic | Series]

    @cached_property
    def gathering(self):
        """The topic or series. Raises ``Http404`` if it has no public posts in this language."""
        name = Subquery(names_of_cluster(self.language)[:1])
        gatherings = self.model.objects.annotate(name_of_cluster=name)
        return get_with_posts(gatherings, self.kwargs["slug"], self.kind, self.language)

    def name_of_cluster(self):
        return self.gathering.name_of_cluster

    def languages(self):
        return self.gathering.languages

    def posts(self):
        return super().posts().about(self.gathering, many=self.gathering.has_many)

    def key(self):
        return f"{self.name}:{self.gathering.uid}"

    def title(self):
        return f"{label(self.gathering.label, self.language)} – {super().title()}"


class TopicFeed(GatheringFeed):
    """The posts on a topic."""

    model, ending = Topic, "_topic"


class SeriesFeed(GatheringFeed):
    """The posts of a series; newest first, as in every feed."""

    model, ending = Series, "_series"
