"""Lists of posts."""

from django.db.models import Q
from django.db.models.functions import ExtractYear
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from addresses.paths import address
from blog.kinds import OfKindMixin
from blog.models import Kind, Post
from languages.codes import codes
from languages.labels import label
from publishing.webpage.head import Head
from publishing.webpage.list_view import ListView

# Of a list of posts, and of the posts on the page of a project or a partner.
POSTS_A_PAGE = 20


def newest(language, number):
    """Return the newest public posts of each kind in a language, in one query, newest first."""
    posts = Post.objects.published().in_language(language)
    wanted = Q()
    for kind in Kind:
        wanted |= Q(pk__in=posts.of_kind(kind).values("pk")[:number])
    return list(posts.filter(wanted).for_lists())


class PostList(OfKindMixin, ListView):
    """All posts of a kind in a language, newest first."""

    template_name = "blog/list.html"
    page_size = POSTS_A_PAGE
    ending = ""

    @property
    def route(self):
        return self.kind.route + self.ending

    def base(self):
        """Return the public posts of this kind and language."""
        return Post.objects.published().of_kind(self.kind).in_language(self.language)

    def queryset(self):
        return self.base().for_lists().prefetch_related("story__topics")

    def heading(self):
        """Return what stands over the list."""
        return str(self.kind.facts.heading)

    def description(self):
        """Return what search engines show of the list."""
        return self.kind.facts.sentence

    def languages(self):
        """Return the languages in which this list has an address."""
        return set(codes())

    def list_head(self):
        here = set(codes()) & self.languages()
        paths = {code: address(self.route, code, **self.route_kwargs()) for code in here}
        return Head(
            title=self.heading(),
            description=self.description(),
            section=self.kind.route,
            feeds=self.list_feeds(),
            **self.in_languages(paths, self.kind.route),
        )

    def list_feeds(self):
        """Return the feeds of this list."""
        return self.feeds(f"{self.kind.route}_feed", self.kind.facts.heading)

    def content(self, **kwargs):
        return super().content(
            heading=self.heading(), years=self.years(), beside=self.kind.beside, **kwargs
        )

    def years(self):
        """Return ``(year, path)`` of every year that has posts, newest first."""
        found = {year for language, year in self.years_by_language if language == self.language}
        return [
            (year, self.address(f"{self.kind.route}_year", year=year))
            for year in sorted(found, reverse=True)
        ]

    @cached_property
    def years_by_language(self):
        """``(language, year)`` of all public posts of this kind."""
        posts = Post.objects.published().of_kind(self.kind).order_by()
        years = posts.annotate(year=ExtractYear("published_at"))
        return set(years.values_list("language", "year").distinct())


class YearList(PostList):
    """The posts of a year; a year without posts does not exist."""

    ending = "_year"

    def route_kwargs(self):
        return {"year": self.kwargs["year"]}

    def queryset(self):
        if self.language not in self.languages():
            raise Http404
        return super().queryset().filter(published_at__year=self.kwargs["year"])

    def languages(self):
        return {code for code, year in self.years_by_language if year == self.kwargs["year"]}

    def heading(self):
        return f"{self.kind.facts.heading}, {self.kwargs['year']}"

    def description(self):
        values = {"section": self.kind.facts.heading, "year": self.kwargs["year"]}
        return _("%(section)s of the year %(year)s, newest first.") % values


class GatheringList(PostList):
    """The posts on a topic or in a series; without public posts it does not exist."""

    # From a post to what gathers it.
    lookup = ""

    def route_kwargs(self):
        return {"slug": self.kwargs["slug"]}

    @cached_property
    def labels(self):
        """The name of the gathering under each language that has public posts of it. One query."""
        posts = Post.objects.published().of_kind(self.kind).order_by()
        posts = posts.filter(**{f"{self.lookup}__slug": self.kwargs["slug"]})
        labels = dict(posts.values_list("language", f"{self.lookup}__label").distinct())
        if self.language not in labels:
            raise Http404
        return labels

    def languages(self):
        return set(self.labels)

    def heading(self):
        return label(self.labels[self.language], self.language)

    def described(self, sentence):
        """Return a sentence with ``section`` and ``label`` filled in."""
        return sentence % {"section": self.kind.facts.heading, "label": self.heading()}

    def list_head(self):
        head = super().list_head()
        # The same topic stands under publications and under news: two pages, two titles.
        head.title = f"{head.title} – {self.kind.facts.heading}"
        return head

    def queryset(self):
        return super().queryset().filter(**{f"{self.lookup}__slug": self.kwargs["slug"]})

    def list_feeds(self):
        return self.feeds(f"{self.route}_feed", self.heading(), **self.route_kwargs())

    def years(self):
        # Years lead to the whole list, away from what is gathered here.
        return []


class TopicList(GatheringList):
    """The posts on a topic."""

    lookup, ending = "story__topics", "_topic"

    def description(self):
        return self.described(_("%(section)s on the topic “%(label)s”, newest first."))


class SeriesList(GatheringList):
    """The posts of a series, in its order."""

    lookup, ending = "story__series", "_series"

    def description(self):
        return self.described(_("%(section)s of the series “%(label)s”, in its order."))

    def queryset(self):
        return super().queryset().in_series_order()
