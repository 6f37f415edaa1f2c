"""What is true of a post in any language, and what groups posts."""

import uuid

from django.db import models
from django.db.models import Exists
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from addresses.models import Address
from addresses.paths import address
from blog.kinds import Kind
from delivery.models import EPOCH
from delivery.tracking import TrackedModel
from delivery.writing import site_version, writing
from languages.codes import codes
from languages.labels import LabelField, label
from languages.slugs import AddressSlugField
from partners.models import Organisation
from people.models import Person
from projects.models import Project
from publishing.models.shapes import choice_constraint, optional_key


def follow_gathering_addresses(changes):
    """Update the addresses of topics or series to their slugs, in each of the lists."""
    there = [change.after for change in changes if change.after and change.touches({"slug"})]
    gone = [change.before for change in changes if change.after is None]
    Address.objects.sync(ListedGathering(row, kind) for row in there for kind in Kind)
    Address.objects.close([ListedGathering(row, kind) for row in gone for kind in Kind])


class Gathering(TrackedModel):
    """A topic or a series: a label that groups posts, with an address of its own."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = AddressSlugField(unique=True)
    label = LabelField(_("name"))

    # "topic" or "series": the suffix of its route names.
    route = ""

    follows = (follow_gathering_addresses, site_version)

    class Meta:
        abstract = True
        ordering = ["slug"]

    def __str__(self):
        return label(self.label) or self.slug


class ListedGathering:
    """A topic or series in the list of one kind, with what ``Address`` needs."""

    def __init__(self, gathering, kind):
        self.gathering, self.kind = gathering, kind
        self._meta = gathering._meta
        # Each list has addresses of its own, so each needs an identity of its own.
        self.uid = uuid.uuid5(gathering.uid, str(kind))

    def paths(self):
        name = f"{self.kind.route}_{self.gathering.route}"
        return {code: address(name, code, slug=self.gathering.slug) for code in codes()}

    def public_span(self):
        # It has no life cycle: its list is public while it contains posts.
        return EPOCH, None


class Topic(Gathering):
    """What posts are about."""

    route = "topic"

    class Meta(Gathering.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")


class Series(Gathering):
    """Posts that belong together, in order."""

    route = "series"

    class Meta(Gathering.Meta):
        verbose_name = _("series")
        verbose_name_plural = pgettext_lazy("several", "series")


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


class StoryLink(TrackedModel):
    """A story is about a thing; the thing cannot be deleted while it is."""

    part_of = "story"
    derived = (change_posts,)

    class Meta:
        abstract = True

    def __str__(self):
        return str(self.story)


class StoryProject(StoryLink):
    """A story is about a project; the project cannot be deleted while it is."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE)
    project = models.ForeignKey(Project, on_delete=models.PROTECT)

    class Meta:
        verbose_name = _("post about this project")
        verbose_name_plural = _("posts about this project")
        constraints = [
            models.UniqueConstraint(fields=["story", "project"], name="blog_story_project_once")
        ]
        indexes = [models.Index(fields=["project", "story"], name="blog_story_of_project")]


class RoleLink(StoryLink):
    """A thing has a role in a story; ``thing`` is the name of the key to it."""

    thing = ""

    class Meta(StoryLink.Meta):
        abstract = True

    @classmethod
    def by_role(cls, story):
        """Return ``{role: [thing, …]}`` of a story, in the order in which they were given the role."""
        found = {}
        for link in cls.objects.filter(story=story).select_related(cls.thing).order_by("pk"):
            found.setdefault(link.role, []).append(getattr(link, cls.thing))
        return found

    @classmethod
    def write(cls, story, role, things):
        """Give a role in a story to these things, and to no others."""
        there = cls.objects.filter(story=story, role=role)
        there.exclude(**{f"{cls.thing}__in": things}).delete()
        known = set(there.values_list(f"{cls.thing}_id", flat=True))
        for thing in things:
            if thing.pk not in known:
                cls.objects.create(story=story, role=role, **{cls.thing: thing})


class OrganisationRole(models.TextChoices):
    """What an organisation is in a story; only an event has others than the first."""

    ABOUT = "about", _("the story is about it")
    ORGANISER = "organiser", _("organiser")
    SUPPORTER = "supporter", _("supporter")


class StoryOrganisation(RoleLink):
    """An organisation has a role in a story; the organisation cannot be deleted while it has."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT)
    role = models.CharField(
        max_length=10, choices=OrganisationRole.choices, default=OrganisationRole.ABOUT
    )

    thing = "organisation"

    class Meta:
        verbose_name = _("post about this organisation")
        verbose_name_plural = _("posts about this organisation")
        constraints = [
            choice_constraint("role", OrganisationRole, "blog_story_organisation_role_known"),
            models.UniqueConstraint(
                fields=["story", "organisation", "role"], name="blog_story_organisation_once"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "story"], name="blog_story_of_organisation")
        ]


class PersonRole(models.TextChoices):
    """What a person is in a story; only an event has guests."""

    AUTHOR = "author", _("author")
    GUEST = "guest", _("guest")


class StoryPerson(RoleLink):
    """A person has a role in a story; the person cannot be deleted while they have."""

    story = models.ForeignKey(Story, on_delete=models.CASCADE)
    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    role = models.CharField(max_length=10, choices=PersonRole.choices, default=PersonRole.AUTHOR)

    thing = "person"

    class Meta:
        verbose_name = _("post of this person")
        verbose_name_plural = _("posts of this person")
        constraints = [
            choice_constraint("role", PersonRole, "blog_story_person_role_known"),
            models.UniqueConstraint(
                fields=["story", "person", "role"], name="blog_story_person_once"
            ),
        ]
        indexes = [models.Index(fields=["person", "story"], name="blog_story_of_person")]


# A thing with more stories than this has many.
FEW = 1_000


def stories_about(model, key):
    """Return the keys of the stories on a topic, in a series, about a thing, or by a person.

    They come from the table that links them, without a look at the stories themselves. ``key`` may
    be an ``OuterRef``.
    """
    links, name, story = {
        Topic: (Story.topics.through, "topic", "story"),
        Series: (Story, "series", "pk"),
        Project: (StoryProject, "project", "story"),
        Organisation: (StoryOrganisation, "organisation", "story"),
        Person: (StoryPerson, "person", "story"),
    }[model]
    return links.objects.filter(**{name: key}).order_by().values(story)


def has_many_stories(model, key):
    """Return the condition that a thing has many stories, for ``PostQuerySet.about``."""
    return Exists(stories_about(model, key)[FEW:])
