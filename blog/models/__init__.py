"""Publications, news and events."""

from blog.kinds import Kind
from blog.models.event import Event
from blog.models.post import Post
from blog.models.story import (
    OrganisationRole,
    PersonRole,
    Series,
    Story,
    StoryOrganisation,
    StoryPerson,
    StoryProject,
    Topic,
)

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
