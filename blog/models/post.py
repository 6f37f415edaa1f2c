"""A post: the text of a story in one language."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, ExtractYear, JSONObject, NullIf
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from addresses.models.address import follow_addresses
from addresses.paths import address
from blog.hub import follow_to_hub
from blog.kinds import Kind
from blog.models.story import (
    PersonRole,
    Story,
    StoryOrganisation,
    StoryPerson,
    Topic,
    stories_about,
)
from delivery import clock
from delivery.writing import site_version
from languages.codes import choices, codes, in_turn
from languages.slugs import MADE_FROM_TITLE, AddressSlugField
from people.models import PersonText
from projects.funding import badge_of
from projects.models import GrantedMixin, Project, grants_of
from publishing.dates import PartialDate
from publishing.models import Pictured, Publishable, PublishableQuerySet, announced_q
from publishing.models.rows_as_json import RowsAsJSON
from publishing.prepared import RequestNow
from publishing.searchable import follow_in_search
from publishing.uses import follow_uses
from publishing.webpage.sharing import ShareImage
from richtext.field import RichTextField

WHEN = _("A published event needs its first day.")
# What the indexes of lists have besides their order, so that no row has to be read.
BESIDES = ("expires_at", "story")
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


def copy_from_story(changes):
    """Copy what lists go by into each post that was created or moved to another story."""
    posts = [change.after for change in changes if change.after and change.touches({"story_id"})]
    if posts:
        Post.objects.copy_from(Story.objects.filter(posts__in=posts).distinct())


def drop_empty_stories(changes):
    """Delete the stories that have lost their last post."""
    if gone := [change.before.story_id for change in changes if change.after is None]:
        Story.objects.filter(pk__in=gone, posts__isnull=True).delete()


def part_of(keys, key):
    """Return which part of a series, given as keys in order, a post is: ``Part 2 of 3``.

    Empty for the only post, and in a series that is too long to be counted.
    """
    if key not in keys or not 1 < len(keys) <= MOST_PARTS:
        return ""
    return _("Part %(number)s of %(total)s") % {"number": keys.index(key) + 1, "total": len(keys)}


class Post(GrantedMixin, Pictured, Publishable):
    """A publication or a news item in one language; its translation is another post."""

    story = models.ForeignKey(
        Story, verbose_name=_("story"), on_delete=models.PROTECT, related_name="posts"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, editable=False)
    # When an event begins and is over.
    begins_at = models.DateTimeField(null=True, editable=False)
    over_at = models.DateTimeField(null=True, editable=False)
    language = models.CharField(_("language"), max_length=8, choices=choices)
    title = models.CharField(_("title"), max_length=300)
    slug = AddressSlugField(blank=True, help_text=MADE_FROM_TITLE)
    lead = models.TextField(
        _("lead"),
        blank=True,
        help_text=_("Shown in lists and above the text, without formatting."),
    )
    body = RichTextField(_("text"), blank=True)
    byline = models.CharField(
        _("byline"), max_length=200, blank=True, help_text=_("As it should appear under the title.")
    )
    description = models.CharField(
        _("description for search engines"),
        max_length=300,
        blank=True,
        help_text=_("If empty, the lead."),
    )

    objects = PostQuerySet.as_manager()

    address_fields = Publishable.address_fields | {"kind", "language"}
    instant_fields = Publishable.instant_fields | {"begins_at", "over_at"}
    derived = (copy_from_story, drop_empty_stories)
    follows = (follow_addresses, follow_uses, follow_in_search, follow_to_hub, site_version)

    class Meta(Publishable.Meta):
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-published_at", "-pk"]
        indexes = [
            *Publishable.Meta.indexes,
            # Lists are chosen, and posts with a topic or project picked from them, in these alone.
            models.Index(
                fields=[*("kind", "language", "status", "-published_at", "-id"), *BESIDES],
                name="blog_post_list_of_kind",
            ),
            models.Index(
                fields=[*("language", "status", "-published_at", "-id"), *BESIDES],
                name="blog_post_list_of_all",
            ),
            # From the stories on a topic or about a project to their posts.
            models.Index(
                fields=["story", "language", "status", "kind", "published_at", "expires_at", "id"],
                name="blog_post_of_story",
            ),
            # The list of events, and the next instant at which one begins or is over.
            models.Index(
                fields=[
                    *("language", "status", "-begins_at", "-id"),
                    *("over_at", "published_at", *BESIDES),
                ],
                condition=models.Q(over_at__isnull=False),
                name="blog_post_event_list",
            ),
            models.Index(
                fields=["status", "begins_at"],
                condition=models.Q(begins_at__isnull=False),
                name="blog_post_event_begins",
            ),
            models.Index(
                fields=["status", "over_at"],
                condition=models.Q(over_at__isnull=False),
                name="blog_post_event_is_over",
            ),
        ]
        constraints = [
            *Publishable.Meta.constraints,
            models.UniqueConstraint(
                fields=["story", "language"],
                name="blog_post_one_per_language",
                violation_error_message=_("This story already has a text in that language."),
            ),
            models.UniqueConstraint(
                fields=["kind", "language", "slug"],
                condition=~models.Q(slug=""),
                name="blog_post_slug_once",
                violation_error_message=_("Another post has this address."),
            ),
            models.CheckConstraint(
                condition=~announced_q()
                | (~models.Q(slug="") & ~models.Q(lead="") & ~models.Q(body="")),
                name="blog_post_published_is_whole",
                violation_error_message=_("A published post needs an address, a lead and a text."),
            ),
            models.CheckConstraint(condition=~models.Q(title=""), name="blog_post_has_title"),
            models.CheckConstraint(
                condition=~announced_q()
                | ~models.Q(kind=Kind.EVENT)
                | models.Q(begins_at__isnull=False),
                name="blog_post_event_has_day",
                violation_error_message=WHEN,
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.take_from(self.story)
        super().save(*args, **kwargs)

    def take_from(self, story):
        """Belong to a story, and repeat of it what lists go by."""
        self.story = story
        for name, value in story.copied().items():
            setattr(self, name, value)

    def refuse_unfinished(self):
        super().refuse_unfinished()
        if self.kind == Kind.EVENT and self.begins_at is None:
            raise ValidationError(WHEN)

    def paths(self):
        if not self.slug:
            return {}
        name = f"{Kind(self.kind).route}_post"
        return {self.language: address(name, self.language, slug=self.slug)}

    @property
    def day(self):
        """The date that lists show: of an event its first day, else the date shown."""
        if self.begins_at:
            return PartialDate.of(timezone.localdate(self.begins_at))
        return self.shown_on

    @property
    def is_archived(self):
        """Whether its date ended more than two years ago; a year ends with its last day."""
        if not self.day:
            return False
        last, today = self.day.last_day, clock.today()
        return (last.year + 2, last.month, last.day) < (today.year, today.month, today.day)

    @property
    def project_names(self):
        """The acronyms of the public projects of its story (``for_lists``)."""
        return [row["acronym"] for row in self.project_rows]

    @property
    def topics(self):
        """``(label, path)`` of each of its topics; the paths are in its own list (``with_topics``)."""
        name = f"{Kind(self.kind).route}_topic"
        return [
            (row["label"], address(name, self.language, slug=row["slug"]))
            for row in self.topic_rows
        ]

    @property
    def part(self):
        """Which part of its series it is, in words (``for_lists``)."""
        return part_of([row["key"] for row in self.series_rows], self.pk)

    @property
    def kind_label(self):
        """The word for its kind, in its own language."""
        with override(self.language):
            return capfirst(str(Kind(self.kind).label))

    def share_image(self):
        """Return its share image."""
        return ShareImage(
            uid=self.uid,
            language=self.language,
            title=self.title,
            section=self.kind_label,
            palette_key=getattr(self, "palette_key", None) or "",
            **badge_of(self.grants, self.language),
        )

    def get_absolute_url(self):
        return self.paths().get(self.language, "")
