"""Publications and news."""

from blog.kinds import Kind
from blog.models.post import Post
from blog.models.story import Series, Story, StoryOrganisation, StoryProject, Topic

__all__ = ["Kind", "Post", "Series", "Story", "StoryOrganisation", "StoryProject", "Topic"]
