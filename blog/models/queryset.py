"""Which posts, in which order, and with what besides their own columns."""

from collections import defaultdict

from django.db import models
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, ExtractYear, JSONObject, NullIf
from django.utils import timezone

from blog.kinds import Kind
from blog.models.gathering import Topic
from blog.models.links import PersonRole, StoryOrganisation, StoryPerson, stories_about
from blog.models.story import Story
from languages.codes import codes, in_turn
from people.models import PersonText
from projects.models import Project, grants_of
from publishing.models import PublishableQuerySet
from publishing.models.rows_as_json import RowsAsJSON
from publishing.prepared import RequestNow

# How many years are asked for one by one.
MOST_YEARS = 50
# Nobody reads a longer series by its numbers, and a list would read all of it for each of its posts.
MOST_PARTS = 30


class PostQuerySet(PublishableQuerySet):
    """Posts, newest first."""

    instants = (*PublishableQuerySet.instants, "begins_at", "over_at")

    def of_kind(self, kind):
        """Return the posts of a kind."""
        return self.filter(kind=kind)

    def listed(self, kind):
        """Return the posts in the list of a kind, in its order: newest first, or latest event first."""
        if kind != Kind.EVENT:
            return self.of_kind(kind)
        # Only events have this. PostgreSQL takes it to be independent of the kind, so with both it
        # expects a tenth of the rows that there are, and sorts them instead of going along the index.
        return self.filter(over_at__isnull=False).in_order_of(kind)

    def in_order_of(self, kind):
        """Return posts of a kind in the order of its list."""
        return self.order_by("-begins_at", "-pk") if kind == Kind.EVENT else self

    def upcoming(self):
        """Return the events that are not over, the next one first."""
        return self.filter(over_at__gt=RequestNow()).order_by("begins_at", "pk")

    def over(self):
        """Return the events that are over, the last one first."""
        return self.filter(over_at__lte=RequestNow()).in_order_of(Kind.EVENT)

    def about(self, thing, *, many):
        """Return the posts on a topic, of a series, or about a project or partner, newest first.

        PostgreSQL takes them to be evenly spread: it reads the newest posts of all until it has found
        a page, and of a project that ended long ago that is nearly every post of the site. So unless
        there are ``many`` they are sorted: no index has this order (docs/decisions/0022).
        """
        posts = self.filter(story__in=stories_about(type(thing), thing.pk))
        if many:
            return posts
        return posts.order_by(Coalesce("published_at", "published_at").desc(), "-pk")

    def slice(self, start, stop):
        """Return these of the posts, in this order; no other is read with all its columns."""
        keys = self.values("pk")[start:stop]
        return self.model.objects.filter(pk__in=keys)

    def years(self, by="published_at"):
        """Return ``(language, year)`` of these posts, in two queries; ``by`` is what they are sorted by.

        The first asks for the newest and the oldest of each language, the second for one of each year
        between them. Only if somebody typed 1024 for 2024 it reads every post.
        """
        rows = self.order_by(f"-{by}", "-pk")
        each = [rows.in_language(code) for code in codes()]
        ends = self._years_of((way for posts in each for way in (posts, posts.reverse())), by)
        years = {year for _language, year in ends}
        if years and max(years) - min(years) > MOST_YEARS:
            every = self.order_by().values_list("language", ExtractYear(by))
            return frozenset(every.distinct())
        of_years = (
            posts.filter(**{f"{by}__year": year})
            for posts in each
            for year in range(min(years, default=0), max(years, default=-1) + 1)
        )
        return self._years_of(of_years, by)

    def _years_of(self, querysets, by):
        """Return ``(language, year)`` of the first post of each of these."""
        first = [posts.values("pk")[:1] for posts in querysets]
        found = self.model.objects.order_by().filter(pk__in=first)
        return frozenset(
            (language, timezone.localtime(instant).year)
            for language, instant in found.values_list("language", by)
        )

    def in_series_order(self):
        """Return the posts in the order of their series."""
        return self.order_by(
            models.F("story__series_place").asc(nulls_last=True), "published_at", "pk"
        )

    def for_lists(self):
        """Fetch what a list shows of a post; the body stays in the database."""
        projects = Project.objects.published().filter(stories=models.OuterRef("story_id"))
        named = projects.order_by("slug").values(item=JSONObject(acronym="acronym"))
        posts = self.select_related("lead_image").with_palette_key().defer("body", "internal_note")
        return posts.annotate(
            project_rows=RowsAsJSON(named), series_rows=RowsAsJSON(self._of_its_series())
        )

    def _of_its_series(self):
        """Return the public posts of the same series and language, in its order, for ``RowsAsJSON``."""
        posts = self.model.objects.published().in_series_order()
        same = {"story__series": "story__series", "language": "language"}
        same = {name: models.OuterRef(outer) for name, outer in same.items()}
        return posts.filter(**same).values(item=JSONObject(key="pk"))[: MOST_PARTS + 1]

    def with_topics(self, language):
        """Annotate ``topic_rows``, labelled in a language, else in another: ``[{label, slug}]``."""
        labels = [KeyTextTransform(code, "label") for code in in_turn(language)]
        named = Coalesce(*(NullIf(words, models.Value("")) for words in labels), models.Value(""))
        topics = Topic.objects.filter(stories=models.OuterRef("story_id")).order_by("slug")
        topics = topics.values(item=JSONObject(label=named, slug="slug"))
        return self.annotate(topic_rows=RowsAsJSON(topics))

    def copy_from(self, stories):
        """Copy to the posts of these stories what they repeat of them, where it differs."""
        copied = {story.pk: story.copied() for story in stories.select_related("event")}
        differing = defaultdict(list)
        names = ("kind", "begins_at", "over_at")
        for key, story, *old in self.filter(story__in=copied).values_list("pk", "story", *names):
            new = tuple(copied[story][name] for name in names)
            if new != tuple(old):
                differing[new].append(key)
        for values, keys in differing.items():
            self.filter(pk__in=keys).update(**dict(zip(names, values, strict=True)))

    def with_grants(self):
        """Annotate ``grant_rows``: the grants of the public projects of its story."""
        return self.annotate(grant_rows=grants_of(stories=models.OuterRef("story_id")))

    def with_roles(self):
        """Annotate ``organisation_roles`` and ``person_roles``: who has which role in its story."""

        def rows(link):
            links = link.objects.filter(story=models.OuterRef("story_id")).order_by("pk")
            item = JSONObject(thing=f"{link.thing}_id", role="role")
            return RowsAsJSON(links.values(item=item))

        return self.annotate(
            organisation_roles=rows(StoryOrganisation), person_roles=rows(StoryPerson)
        )

    def with_author_names(self):
        """Annotate ``author_rows``: the names of its public authors in the language of the post."""
        texts = PersonText.objects.published().filter(
            language=models.OuterRef("language"),
            person__storyperson__story=models.OuterRef("story_id"),
            person__storyperson__role=PersonRole.AUTHOR,
        )
        names = texts.order_by("person__storyperson__pk").values(item=JSONObject(name="name"))
        return self.annotate(author_rows=RowsAsJSON(names))

    def with_palette_key(self):
        """Annotate ``palette_key``: what decides the colours of its cover, a project's slug or None."""
        projects = Story.projects.through.objects.filter(story=models.OuterRef("story_id"))
        slugs = projects.order_by("project__slug").values("project__slug")
        return self.annotate(palette_key=models.Subquery(slugs[:1]))
