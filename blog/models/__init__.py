"""Publications, news and events."""

from blog.kinds import Kind
from blog.models.event import Event
from blog.models.post import Post
from blog.models.story import (
    OrganisationRole,
    Series,
    Story,
    StoryOrganisation,
    StoryProject,
    Topic,
)

__all__ = [
    "Event",
    "Kind",
    "OrganisationRole",
    "Post",
    "Series",
    "Story",
    "StoryOrganisation",
    "StoryProject",
    "Topic",
]
