"""A WebSub hub is told when a post appears or changes."""

from django.conf import settings
from django.utils import timezone


def follow_to_hub(changes):
    """Let the hub be told of public posts: at once, or when they appear by themselves.

    Takes changes of posts, of their stories, and of what their stories are about.
    """
    if settings.WEBSUB_HUB:
        for post in _posts([change.after for change in changes if change.after]):
            _announce(post)


def _posts(rows):
    # The models of this room name this module.
    from blog.models import Post, Story

    if not rows or isinstance(rows[0], Post):
        return rows
    stories = [row.pk if isinstance(row, Story) else row.story_id for row in rows]
    return Post.objects.filter(story__in=stories)


def _announce(post):
    from blog.tasks import tell_hub

    if post.concerns_public():
        when = post.published_at if post.published_at > timezone.now() else None
        tell_hub.using(run_after=when).enqueue(str(post.uid))
