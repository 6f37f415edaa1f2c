"""Publications, news and events."""

from blog.kinds import Kind
from blog.models.event import Event
from blog.models.gathering import Series, Topic
from blog.models.links import (
    OrganisationRole,
    PersonRole,
    StoryOrganisation,
    StoryPerson,
    StoryProject,
)
from blog.models.post import Post
from blog.models.story import Story

__all__ = [
    "Event",
    "Kind",
    "OrganisationRole",
    "PersonRole",
    "Post",
    "Series",
    "Story",
    "StoryOrganisation",
    "StoryPerson",
    "StoryProject",
    "Topic",
]
