"""Publications and news."""

from blog.models.post import Post
from blog.models.story import Kind, Series, Story, StoryOrganisation, StoryProject, Topic

__all__ = ["Kind", "Post", "Series", "Story", "StoryOrganisation", "StoryProject", "Topic"]
