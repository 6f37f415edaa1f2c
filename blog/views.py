"""Publications and news: lists and pages."""

import json
from urllib.parse import quote, urlencode

from django.db.models import Count, F, Q, TextField, Value
from django.db.models.functions import Cast, ExtractYear
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from blog.models import Kind, Post, Story
from languages.codes import codes, others
from languages.labels import label
from partners.models import OrganisationText
from projects.models import ProjectText
from publishing.addresses import absolute, address
from publishing.metadata import known
from publishing.models import published_q
from publishing.richtext import render
from publishing.richtext.contents import minutes, with_contents
from publishing.views import ListView, Page, PublicView, switch

RELATED = 3
# As ``PostQuerySet.of_series`` sorts.
SERIES_ORDER = (F("story__series_place").asc(nulls_last=True), "published_at", "pk")


def newest(language, number):
    """Return the newest public posts of each kind in a language, in one query, newest first."""
    posts = Post.objects.published().in_language(language)
    wanted = Q()
    for kind in Kind:
        wanted |= Q(pk__in=posts.of_kind(kind).values("pk")[:number])
    return list(posts.filter(wanted).for_lists())


def other(kind):
    """Return the kind whose latest posts stand beside this one."""
    return Kind.NEWS if kind == Kind.PUBLICATION else Kind.PUBLICATION


def section_title(kind):
    """Return the heading of a list, in the active language."""
    return _("Blog publications") if kind == Kind.PUBLICATION else _("News")


class PostList(ListView):
    """All posts of a kind in a language, newest first."""

    template_name = "blog/list.html"
    kind = None
    ending = ""

    def setup(self, request, *args, kind, **kwargs):
        self.kind = Kind(kind)
        super().setup(request, *args, **kwargs)

    @property
    def section(self):
        return self.kind.route

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
        return section_title(self.kind)

    def languages(self):
        """Return the languages in which this list has an address."""
        return set(codes())

    def list_page(self):
        here = self.languages()
        paths = {code: address(self.route, code, **self.route_kwargs()) for code in codes()}
        return Page(
            title=self.heading(),
            feeds=self.list_feeds(),
            alternates=[(code, path) for code, path in paths.items() if code in here],
            switches=[
                switch(code, paths[code], same=True)
                if code in here
                else switch(code, address(self.kind.route, code), same=False)
                for code in others(self.language)
            ],
        )

    def list_feeds(self):
        """Return the feeds of this list."""
        return self.feeds(f"{self.kind.route}_feed", section_title(self.kind))

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            heading=self.heading(), years=self.years(), beside=other(self.kind), **kwargs
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
        return f"{section_title(self.kind)}, {self.kwargs['year']}"


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


class SeriesList(GatheringList):
    """The posts of a series, in its order."""

    lookup, ending = "story__series", "_series"

    def queryset(self):
        return super().queryset().order_by(*SERIES_ORDER)


class FeedsPage(PublicView):
    """Every feed of a language, for people: of the site, its lists, projects, topics and series."""

    template_name = "blog/feeds.html"
    section = "feeds"

    def page(self):
        return Page(title=_("Feeds"), **self.same_everywhere("feeds"))

    def get_context_data(self, **kwargs):
        lists = {
            "site_feed": _("Everything"),
            "publications_feed": section_title(Kind.PUBLICATION),
            "news_feed": section_title(Kind.NEWS),
            "projects_feed": _("Projects"),
            "partners_feed": _("Partners"),
        }
        projects = (
            Post.objects.published()
            .in_language(self.language)
            .filter(published_q(prefix="story__projects__"))
            .order_by("story__projects__acronym")
            .values_list("story__projects__acronym", "story__projects__slug")
            .distinct()
        )
        groups = [
            (_("Lists"), [self._feed(words, route) for route, words in lists.items()]),
            (
                _("Projects"),
                [self._feed(words, "project_feed", slug=slug) for words, slug in projects],
            ),
            (_("Topics"), self._gathered("topic", "story__topics")),
            (_("Series"), self._gathered("series", "story__series")),
        ]
        return super().get_context_data(groups=[group for group in groups if group[1]], **kwargs)

    def _gathered(self, name, lookup):
        posts = Post.objects.published().in_language(self.language).order_by()
        rows = posts.filter(**{f"{lookup}__isnull": False}).annotate(
            label_text=Cast(f"{lookup}__label", TextField())
        )
        found = set(rows.values_list("kind", f"{lookup}__slug", "label_text"))
        named = [
            (label(json.loads(words), self.language), Kind(kind), slug)
            for kind, slug, words in found
        ]
        return [
            self._feed(f"{words} ({section_title(kind)})", f"{kind.route}_{name}_feed", slug=slug)
            for words, kind, slug in sorted(named)
        ]

    def _feed(self, words, route, **kwargs):
        formats = ("rss", "atom", "json")
        return words, [
            (form.upper(), self.address(route, format=form, **kwargs)) for form in formats
        ]


class PostPage(PublicView):
    """One post, with what it is about and what stands beside it."""

    template_name = "blog/post.html"

    def setup(self, request, *args, kind, **kwargs):
        self.kind = Kind(kind)
        super().setup(request, *args, **kwargs)

    @property
    def section(self):
        return self.kind.route

    def get_context_data(self, **kwargs):
        posts = Post.objects.published().with_family().select_related("story__series", "lead_image")
        self.post_shown = get_object_or_404(
            posts, kind=self.kind, language=self.language, slug=kwargs["slug"]
        )
        story = self.post_shown.story
        html, contents = with_contents(render(self.post_shown.body, self.language))
        beside = self._beside(story)
        self.translations = {post.language: post for post in beside if post.story_id == story.pk}
        return super().get_context_data(
            post=self.post_shown,
            html=html,
            contents=contents,
            minutes=minutes(self.post_shown.body, self.language),
            related=related(self.post_shown),
            share=share_links(self.post_shown),
            translations=self.translations,
            **self._named(story),
            series=self._series(story, beside),
            beside=other(self.kind),
            section_title=section_title(self.kind),
            section_address=self.address(self.kind.route),
            **kwargs,
        )

    def _beside(self, story):
        """Return translations of this post and the other posts of its series, in one query."""
        wanted = Q(story=story)
        if story.series_id:
            wanted |= Q(story__series=story.series_id, language=self.language)
        return list(
            Post.objects.published()
            .filter(wanted)
            .order_by(*SERIES_ORDER)
            .only("title", "slug", "kind", "language", "story_id")
        )

    def _named(self, story):
        """Return the public things that the story is about: lists by kind, in one query.

        Each thing is a dict: ``name``, ``acronym``, ``language`` of the name, and ``path``.
        """
        projects = _texts(ProjectText, "project", story, F("project__acronym"))
        organisations = _texts(OrganisationText, "organisation", story, F("acronym"))
        topics = story.topics.order_by().values_list(
            Value("topic"), "slug", Value(""), Value(""), Cast("label", TextField())
        )
        found = {"projects": {}, "organisations": {}, "topics": {}}
        rows = projects.union(organisations, topics, all=True)
        for thing, slug, language, acronym, name in sorted(rows):
            kept = found[f"{thing}s"].get(slug)
            if kept and language != self.language:
                continue
            found[f"{thing}s"][slug] = {
                "name": label(json.loads(name), self.language) if thing == "topic" else name,
                "acronym": acronym,
                "language": language,
                "path": self.address(self._route(thing), slug=slug),
            }
        return {kind: list(things.values()) for kind, things in found.items()}

    def _route(self, thing):
        routes = {"project": "project", "organisation": "partner"}
        return routes.get(thing) or f"{self.kind.route}_topic"

    def _series(self, story, beside):
        """Return the series with the posts before and after this one, or None."""
        if not story.series_id:
            return None
        posts = [post for post in beside if post.language == self.language]
        place = [post.pk for post in posts].index(self.post_shown.pk)
        return {
            "label": label(story.series.label, self.language),
            "path": self.address(f"{self.kind.route}_series", slug=story.series.slug),
            "before": posts[place - 1] if place else None,
            "after": posts[place + 1] if place + 1 < len(posts) else None,
        }

    def data(self, post):
        """Return the post as schema.org has it; a date known to the month or year stays so."""
        pictures = [post.shared().address]
        if post.lead_image:
            pictures.insert(0, absolute(post.lead_image.file.url))
        return known(
            type=ARTICLES[self.kind],
            id=f"{absolute(post.get_absolute_url())}#article",
            headline=post.title,
            description=post.description or post.lead[:300],
            inLanguage=post.language,
            datePublished=str(post.shown_on or ""),
            author=known(type="Organization", name=post.byline) if post.byline else None,
            publisher=known(type="Organization", id=absolute("/#cluster")),
            image=pictures,
            mainEntityOfPage=absolute(post.get_absolute_url()),
            isPartOf=known(type="WebSite", id=absolute("/#site")),
        )

    def page(self):
        post = self.post_shown
        return Page(
            title=post.title,
            description=post.description or post.lead[:300],
            kind="article",
            shared=post.shared(),
            trail=[(section_title(self.kind), self.address(self.kind.route))],
            data=[self.data(post)],
            canonical=post.get_absolute_url(),
            alternates=[
                (code, self.translations[code].get_absolute_url())
                for code in codes()
                if code in self.translations
            ],
            switches=[
                switch(code, self.translations[code].get_absolute_url(), same=True)
                if code in self.translations
                else switch(code, address(self.kind.route, code), same=False)
                for code in others(self.language)
            ],
            feeds=self.feeds(f"{self.kind.route}_feed", section_title(self.kind)),
        )


ARTICLES = {Kind.PUBLICATION: "BlogPosting", Kind.NEWS: "NewsArticle"}


def related(post):
    """Return up to three other posts that have most in common with one: topics and projects."""
    # Over the link tables alone: through the stories, every post would meet every other.
    topics = Story.topics.through.objects.filter(story=post.story_id).values("topic")
    projects = Story.projects.through.objects.filter(story=post.story_id).values("project")
    shared = {"story__topics": topics, "story__projects": projects}
    topics_shared, projects_shared = (
        Count(name, Q(**{f"{name}__in": rows}), distinct=True) for name, rows in shared.items()
    )
    posts = Post.objects.published().in_language(post.language).exclude(story=post.story_id)
    posts = posts.annotate(common=topics_shared + projects_shared).filter(common__gt=0)
    return list(posts.for_lists().order_by("-common", "-published_at", "-pk")[:RELATED])


def share_links(post):
    """Return ``(words, address)`` of plain links that share a post; nothing is loaded from there."""
    url, title = absolute(post.get_absolute_url()), post.title
    return [
        (_("by mail"), f"mailto:?{urlencode({'subject': title, 'body': url}, quote_via=quote)}"),
        (
            "LinkedIn",
            f"https://www.linkedin.com/sharing/share-offsite/?{urlencode({'url': url})}",
        ),
        ("Facebook", f"https://www.facebook.com/sharer/sharer.php?{urlencode({'u': url})}"),
    ]


def _texts(model, thing, story, acronym):
    """Return ``(thing, slug, language, acronym, name)`` of the public things of a story."""
    rows = model.objects.filter(published_q(prefix=f"{thing}__"), **{f"{thing}__stories": story})
    return rows.order_by().values_list(
        Value(thing), f"{thing}__slug", "language", acronym, Cast("name", TextField())
    )
