"""Lists of posts."""

from functools import partial

from django.http import Http404
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from addresses.paths import address
from blog.gatherings import get_with_posts, numbers_of_posts, topics_of_kind
from blog.kinds import OfKindMixin
from blog.models import Post, Series, Topic
from blog.views.beside import BesideMixin
from delivery.memo import remember
from languages.codes import codes
from languages.labels import label
from publishing.prepared import prepared
from publishing.webpage.head import Head
from publishing.webpage.list_view import ListView

# For a list of posts, and for the posts on the page of a project or a partner.
POSTS_A_PAGE = 20
# More events than this are hardly announced at the same time.
MOST_UPCOMING = 50
# Events on the home page, and on the page of a project or a partner.
NEXT = 3


@prepared
def posts_in(kind, language):
    """Return the public posts of a kind in a language, in the order of their list."""
    return Post.objects.published().in_language(language).listed(kind)


@prepared
def listed_in(language):
    """Return the public posts in a language, with what a list shows of them."""
    return Post.objects.published().in_language(language).for_lists()


@prepared
def over_in(language):
    """Return the public events in a language that are over, the last one first."""
    return Post.objects.published().in_language(language).over()


@prepared
def upcoming_in(language):
    """Return the public events in a language that are not over, with what a list shows of them."""
    return listed_in(language).upcoming()


class PostList(BesideMixin, OfKindMixin, ListView):
    """All posts of a kind in a language, newest first."""

    template_name = "blog/list.html"
    page_size = POSTS_A_PAGE
    ending = ""

    @property
    def route(self):
        return self.kind.route + self.ending

    def base(self):
        """Return the public posts of this kind and language."""
        return posts_in(self.kind, self.language)

    def queryset(self):
        return self.base()

    def for_list(self, rows):
        # Which ones has been decided by then; they are in the order of ``rows`` by themselves.
        return listed_in(self.language).with_topics(self.language).in_order_of(self.kind)

    def heading(self):
        """Return the heading of the list."""
        return str(self.kind.facts.heading)

    def description(self):
        """Return the description for search engines."""
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
            heading=self.heading(),
            years=self.years(),
            topics=self.topics(),
            **self.newest_beside(),
            **kwargs,
        )

    def years(self):
        """Return ``(year, path)`` of every year that has posts, newest first."""
        return [
            (year, self.address(f"{self.kind.route}_year", year=year))
            for year in sorted(self.years_in(self.language), reverse=True)
        ]

    def topics(self):
        """Return ``(label, path)`` of every topic that has posts here, once per site version."""
        key = f"topics/{self.kind}/{self.language}"
        topics = partial(topics_of_kind, self.kind, self.language)
        return [
            (words, self.address(f"{self.kind.route}_topic", slug=slug))
            for words, slug in remember(key, topics, self.request.site_version)
        ]

    def years_in(self, language):
        """Return the years that have public posts of this kind in a language."""
        return {year for code, year in self.years_by_language if code == language}

    @cached_property
    def years_by_language(self):
        """``(language, year)`` of all public posts of this kind, once per site version."""
        posts = Post.objects.published().listed(self.kind)
        years = partial(posts.years, self.kind.by)
        return remember(f"years/{self.kind}", years, self.request.site_version)


class EventList(PostList):
    """The events of a language: on the first page those that are not over, then the others by year."""

    template_name = "blog/events.html"

    def queryset(self):
        return over_in(self.language)

    def content(self, **kwargs):
        upcoming = (
            upcoming_in(self.language).with_topics(self.language)[:MOST_UPCOMING]
            if self.number == 1
            else ()
        )
        calendar = self.address("events_calendar")
        return super().content(upcoming=list(upcoming), calendar=calendar, **kwargs)


class YearList(PostList):
    """The posts of a year; a year without posts is a 404."""

    ending = "_year"

    def route_kwargs(self):
        return {"year": self.kwargs["year"]}

    def queryset(self):
        if self.language not in self.languages():
            raise Http404
        return super().queryset().filter(**{f"{self.kind.by}__year": self.kwargs["year"]})

    def languages(self):
        return {code for code in codes() if self.kwargs["year"] in self.years_in(code)}

    def heading(self):
        return f"{self.kind.facts.heading}, {self.kwargs['year']}"

    def description(self):
        values = {"section": self.kind.facts.heading, "year": self.kwargs["year"]}
        return _("%(section)s from %(year)s, newest first.") % values


class GatheringList(PostList):
    """The posts on a topic or in a series; without public posts it is a 404."""

    model: type[Topic | Series]

    def route_kwargs(self):
        return {"slug": self.kwargs["slug"]}

    @cached_property
    def gathering(self):
        """The topic or series. Raises ``Http404`` if it has no public posts in this language."""
        return get_with_posts(
            self.model.objects.all(), self.kwargs["slug"], self.kind, self.language
        )

    def languages(self):
        return self.gathering.languages

    def heading(self):
        return label(self.gathering.label, self.language)

    def described(self, sentence):
        """Return a sentence with ``section`` and ``label`` filled in."""
        return sentence % {"section": self.kind.facts.heading, "label": self.heading()}

    def list_head(self):
        head = super().list_head()
        # The same topic exists under publications and under news: two pages, two titles.
        head.title = f"{head.title} – {self.kind.facts.heading}"
        return head

    def queryset(self):
        posts = super().queryset().about(self.gathering, many=self.gathering.has_many)
        return posts.in_order_of(self.kind)

    def list_feeds(self):
        return self.feeds(f"{self.route}_feed", self.heading(), **self.route_kwargs())

    def years(self):
        # Years would lead to the whole list, away from this topic or series.
        return []

    def topics(self):
        return []

    def content(self, **kwargs):
        key = f"numbers/{self.page_address(1)}"
        numbers = partial(numbers_of_posts, self.gathering, self.language)
        numbers = remember(key, numbers, self.request.site_version)
        return super().content(
            gathered_as=capfirst(str(self.model._meta.verbose_name)),
            list_name=self.kind.facts.name,
            list_address=self.address(self.kind.route),
            how_many=numbers.get(self.kind, "0"),
            elsewhere=[
                (
                    kind.facts.name,
                    number,
                    self.address(f"{kind.route}{self.ending}", **self.route_kwargs()),
                )
                for kind, number in numbers.items()
                if kind != self.kind
            ],
            **kwargs,
        )


class TopicList(GatheringList):
    """The posts on a topic."""

    model, ending = Topic, "_topic"

    def description(self):
        return self.described(_("%(section)s on the topic “%(label)s”, newest first."))


class SeriesList(GatheringList):
    """The posts of a series, in its order."""

    model, ending = Series, "_series"

    def description(self):
        return self.described(_("%(section)s in the series “%(label)s”, in order."))

    def queryset(self):
        return self.base().filter(story__series=self.gathering).in_series_order()

    def for_list(self, rows):
        return super().for_list(rows).in_series_order()
