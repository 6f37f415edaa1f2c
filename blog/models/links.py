"""Whom and what a story is linked to, and in which role."""

from django.db import models
from django.db.models import Exists
from django.utils.translation import gettext_lazy as _

from blog.models.gathering import Series, Topic
from blog.models.story import Story, change_posts
from delivery.tracking import TrackedModel
from partners.models import Organisation
from people.models import Person
from projects.models import Project
from publishing.models.shapes import choice_constraint


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
