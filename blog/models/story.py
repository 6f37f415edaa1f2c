"""What is true of a post in any language."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from blog.kinds import Kind
from blog.models.gathering import Series, Topic
from delivery.tracking import TrackedModel
from delivery.writing import writing
from partners.models import Organisation
from people.models import Person
from projects.models import Project
from publishing.models.shapes import choice_constraint, optional_key


def change_posts(changes):
    """Mark the posts of changed stories as changed, and copy to them what lists go by.

    Takes changes of stories, and of what they are about.
    """
    # That module imports this one.
    from blog.models.post import Post

    rows = [row for change in changes for row in (change.before, change.after) if row is not None]
    keys = [row.pk if isinstance(row, Story) else row.story_id for row in rows]
    posts = Post.objects.filter(story__in=keys).order_by("pk")
    with writing() as unit:
        for post in unit.lock(posts).values():
            unit.related(post)
    Post.objects.copy_from(Story.objects.filter(pk__in=keys))


class Story(TrackedModel):
    """The facts that the posts of one story share. It is deleted with its last post."""

    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    projects = models.ManyToManyField(
        Project,
        verbose_name=_("projects"),
        blank=True,
        through="StoryProject",
        related_name="stories",
    )
    organisations = models.ManyToManyField(
        Organisation,
        verbose_name=_("organisations the story is about"),
        blank=True,
        through="StoryOrganisation",
        related_name="stories",
    )
    people = models.ManyToManyField(
        Person,
        verbose_name=_("people"),
        blank=True,
        through="StoryPerson",
        related_name="stories",
    )
    topics = models.ManyToManyField(
        Topic, verbose_name=_("topics"), blank=True, related_name="stories"
    )
    series = optional_key(Series, _("series"), related_name="stories")
    series_place = models.PositiveSmallIntegerField(_("place in the series"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0, editable=False)

    private_fields = frozenset({"version"})
    derived = (change_posts,)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")
        indexes = [models.Index(fields=["series", "series_place"], name="blog_story_in_series")]
        constraints = [
            choice_constraint("kind", Kind, "blog_story_kind_known"),
            models.CheckConstraint(
                condition=models.Q(series__isnull=False) | models.Q(series_place__isnull=True),
                name="blog_story_place_needs_series",
                violation_error_message=_("Choose a series, or leave the place empty."),
            ),
        ]

    def __str__(self):
        post = self.posts.first() if self.pk else None
        return str(post) if post else f"{self._meta.verbose_name} {self.pk}"

    def save(self, *args, **kwargs):
        self.version += 1
        super().save(*args, **kwargs)

    def copied(self):
        """Return what its posts repeat, because lists are chosen and sorted by it."""
        event = getattr(self, "event", None) if self.kind == Kind.EVENT else None
        return {
            "kind": self.kind,
            "begins_at": event and event.begins_at,
            "over_at": event and event.over_at,
        }

    def concerns_public(self):
        # Its posts count as changed with it (change_posts), and report it without another query.
        return False
