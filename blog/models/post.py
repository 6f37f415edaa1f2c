"""A post: the text of a story in one language."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from addresses.models.address import follow_addresses
from addresses.paths import address
from blog.hub import follow_to_hub
from blog.kinds import Kind
from blog.models.queryset import MOST_PARTS, PostQuerySet
from blog.models.story import Story
from delivery import clock
from delivery.writing import site_version
from languages.codes import choices
from languages.slugs import MADE_FROM_TITLE, AddressSlugField
from projects.funding import badge_of
from projects.models import GrantedMixin
from publishing.dates import PartialDate
from publishing.models import Pictured, Publishable, announced_q
from publishing.searchable import follow_in_search
from publishing.uses import follow_uses
from publishing.webpage.sharing import ShareImage
from richtext.field import RichTextField

WHEN = _("A published event needs its first day.")
# What the indexes of lists have besides their order, so that no row has to be read.
BESIDES = ("expires_at", "story")


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
