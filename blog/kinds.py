"""The kinds of posts, and everything that differs between them.

Each kind has its own list, with years, topics, series and feeds, and an entry in menu, search
and sitemap; all of that is made from what is defined here. A new kind is one more member of ``Kind``,
a word in ``languages.sections``, the Bulgarian translations, and a migration: the database refuses
an unknown kind.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is true of one kind of post and of its list."""

    # The prefix of its route names, and its word in addresses (``languages.sections``).
    route: str
    section: str
    # Words of the former site's addresses that lead to the list.
    former_words: tuple[str, ...]
    # The schema.org type of a post.
    schema_type: str
    # The kind whose newest posts are shown next to the list and its posts.
    beside: str
    # The name of the list in menu and search, and its heading.
    name: Promise
    heading: Promise
    # The heading of its newest posts on other pages, and the label of the link to all of them.
    newest_heading: Promise
    link_label: Promise
    # One sentence about the list, for search engines; one about its feed, with ``site`` to fill in.
    sentence: Promise
    feed_sentence: Promise
    # The instant by which the list is sorted, and cut into years.
    by: str = "published_at"


class Kind(models.TextChoices):
    """The lists that a post can be in; the label is the word for one post."""

    PUBLICATION = (
        "publication",
        Facts(
            route="publications",
            section="blog",
            former_words=("blog",),
            schema_type="BlogPosting",
            beside="news",
            name=_("Publications"),
            heading=_("Blog publications"),
            newest_heading=_("Blog publications"),
            link_label=_("All publications"),
            sentence=_(
                "Articles on projects, partners and what people learn in a city, newest first."
            ),
            feed_sentence=_("Publications of %(site)s"),
        ),
        _("publication"),
    )
    NEWS = (
        "news",
        Facts(
            route="news",
            section="news",
            former_words=("news", "novini"),
            schema_type="NewsArticle",
            beside="publication",
            name=_("News"),
            heading=_("News"),
            newest_heading=_("Latest news"),
            link_label=_("All news"),
            sentence=_("News from the cluster, its projects and its partners, newest first."),
            feed_sentence=_("News of %(site)s"),
        ),
        _("news"),
    )
    EVENT = (
        "event",
        Facts(
            route="events",
            section="events",
            former_words=("events",),
            schema_type="Event",
            beside="news",
            name=_("Events"),
            heading=_("Events"),
            newest_heading=_("Upcoming events"),
            link_label=_("All events"),
            sentence=_(
                "Events of the cluster and its projects: what is coming, and what took place."
            ),
            feed_sentence=_("Events of %(site)s"),
            by="begins_at",
        ),
        _("event"),
    )

    facts: Facts

    def __new__(cls, value, facts):
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.facts = facts
        return kind

    @property
    def route(self):
        """The prefix of its route names."""
        return self.facts.route

    @property
    def by(self):
        """The instant by which its list is sorted."""
        return self.facts.by

    @property
    def beside(self):
        """The kind whose newest posts are shown next to it."""
        return Kind(self.facts.beside)


class OfKindMixin:
    """Part of a view or feed under the list of one kind, which its address determines."""

    def setup(self, request, *args, kind, **kwargs):
        self.kind = Kind(kind)
        super().setup(request, *args, **kwargs)
