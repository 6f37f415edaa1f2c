"""The kinds of posts, and all that is said of one kind and not of another.

Each kind has a list of its own, with years, topics, series and feeds, and an entry in menu, search
and sitemap; all of that is made from what stands here. A new kind is one more member of ``Kind``, a
word in ``languages.sections``, the Bulgarian of its words, and a migration: the database refuses a
kind that it does not know.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is true of one kind of posts and of its list."""

    # The beginning of the names of its routes, and its word in addresses (``languages.sections``).
    route: str
    section: str
    # Words of the former site's addresses that lead to the list.
    former_words: tuple[str, ...]
    # What schema.org calls one post.
    schema_type: str
    # The kind whose newest posts stand beside the list and its posts.
    beside: str
    # What the list is called in menu and search, and above itself.
    name: Promise
    heading: Promise
    # What stands above its newest posts on other pages, and the label of the link to all of them.
    newest_heading: Promise
    link_label: Promise
    # One sentence on the list, for search engines; one on its feed, with ``site`` to fill in.
    sentence: Promise
    feed_sentence: Promise


class Kind(models.TextChoices):
    """The lists that a post can stand in; the label is the word for one post."""

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
            former_words=("news", "novini", "events"),
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

    facts: Facts

    def __new__(cls, value, facts):
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.facts = facts
        return kind

    @property
    def route(self):
        """The beginning of the names of its routes."""
        return self.facts.route

    @property
    def beside(self):
        """The kind whose newest posts stand beside it."""
        return Kind(self.facts.beside)


class OfKindMixin:
    """Part of a view or a feed under the list of one kind; the address says which."""

    def setup(self, request, *args, kind, **kwargs):
        self.kind = Kind(kind)
        super().setup(request, *args, **kwargs)
