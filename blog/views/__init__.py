"""Publications and news: lists, pages, and the page of all feeds."""

from blog.views.feeds import FeedsPage
from blog.views.lists import PostList, SeriesList, TopicList, YearList, newest
from blog.views.post import PostPage

__all__ = [
    "FeedsPage",
    "PostList",
    "PostPage",
    "SeriesList",
    "TopicList",
    "YearList",
    "newest",
]
