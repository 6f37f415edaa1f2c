"""Publications and news: lists, pages, and the page of all feeds."""

from blog.views.feeds import FeedsPage
from blog.views.lists import POSTS_A_PAGE, PostList, SeriesList, TopicList, YearList, newest
from blog.views.post import PostPage

__all__ = [
    "POSTS_A_PAGE",
    "FeedsPage",
    "PostList",
    "PostPage",
    "SeriesList",
    "TopicList",
    "YearList",
    "newest",
]
