"""A post: the text of a story in one language."""

from django.db import models
from django.db.models.functions import Coalesce, ExtractYear
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from addresses.models.address import follow_addresses
from addresses.paths import address
from blog.hub import follow_to_hub
from blog.kinds import Kind
from blog.models.story import Story, stories_about
from delivery.writing import site_version
from languages.codes import choices, codes
from languages.slugs import MADE_FROM_TITLE, AddressSlugField
from projects.funding import badge_of
from projects.models import GrantedMixin, grants_of
from publishing.models import Pictured, Publishable, PublishableQuerySet, announced_q
from publishing.searchable import follow_in_search
from publishing.uses import follow_uses
from publishing.webpage.sharing import ShareImage
from richtext.field import RichTextField

# What the indexes of lists have besides their order, so that no row has to be read.
BESIDES = ("expires_at", "story")
# How many years are asked for one by one.
MOST_YEARS = 50


class PostQuerySet(PublishableQuerySet):
    """Posts, newest first."""

    def of_kind(self, kind):
        """Return the posts of a kind."""
        return self.filter(kind=kind)

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

    def years(self):
        """Return ``(language, year)`` of these posts, in two queries.

        The first asks for the newest and the oldest of each language, the second for one of each year
        between them. Only if somebody typed 1024 for 2024 it reads every post.
        """
        each = [self.in_language(code) for code in codes()]
        ends = self._years_of(way for posts in each for way in (posts, posts.reverse()))
        years = {year for _language, year in ends}
        if years and max(years) - min(years) > MOST_YEARS:
            every = self.order_by().values_list("language", ExtractYear("published_at"))
            return frozenset(every.distinct())
        return self._years_of(
            posts.filter(published_at__year=year)
            for posts in each
            for year in range(min(years, default=0), max(years, default=-1) + 1)
        )

    def _years_of(self, querysets):
        """Return ``(language, year)`` of the first post of each of these."""
        first = [posts.values("pk")[:1] for posts in querysets]
        found = self.model.objects.order_by().filter(pk__in=first)
        return frozenset(
            (language, timezone.localtime(instant).year)
            for language, instant in found.values_list("language", "published_at")
        )

    def in_series_order(self):
        """Return the posts in the order of their series."""
        return self.order_by(
            models.F("story__series_place").asc(nulls_last=True), "published_at", "pk"
        )

    def for_lists(self):
        """Fetch what a list shows of a post; the body stays in the database."""
        return self.select_related("lead_image").with_palette_key().defer("body", "internal_note")

    def with_topics(self):
        """Fetch the topics as ``story.listed_topics``; a list of its own costs half of ``topics.all``."""
        topics = models.Prefetch("story__topics", to_attr="listed_topics")
        return self.select_related("story").prefetch_related(topics)

    def with_grants(self):
        """Annotate ``grant_rows``: the grants of the public projects of its story."""
        return self.annotate(grant_rows=grants_of(stories=models.OuterRef("story_id")))

    def with_palette_key(self):
        """Annotate ``palette_key``: what decides the colours of its cover, a project's slug or None."""
        projects = Story.projects.through.objects.filter(story=models.OuterRef("story_id"))
        slugs = projects.order_by("project__slug").values("project__slug")
        return self.annotate(palette_key=models.Subquery(slugs[:1]))


def take_kind_of_story(changes):
    """Copy the kind of its story into each post that was created or moved to another story."""
    posts = [change.after for change in changes if change.after and change.touches({"story_id"})]
    kinds = dict(Story.objects.filter(posts__in=posts).values_list("pk", "kind")) if posts else {}
    for post in posts:
        if post.kind != kinds[post.story_id]:
            Post.objects.filter(pk=post.pk).update(kind=kinds[post.story_id])


def drop_empty_stories(changes):
    """Delete the stories that have lost their last post."""
    if gone := [change.before.story_id for change in changes if change.after is None]:
        Story.objects.filter(pk__in=gone, posts__isnull=True).delete()


class Post(GrantedMixin, Pictured, Publishable):
    """A publication or a news item in one language; its translation is another post."""

    story = models.ForeignKey(
        Story, verbose_name=_("story"), on_delete=models.PROTECT, related_name="posts"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, editable=False)
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
    derived = (take_kind_of_story, drop_empty_stories)
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
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        self.kind = self.story.kind
        super().save(*args, **kwargs)

    def paths(self):
        if not self.slug:
            return {}
        name = f"{Kind(self.kind).route}_post"
        return {self.language: address(name, self.language, slug=self.slug)}

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
