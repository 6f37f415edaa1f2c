"""A WebSub hub is told when a post appears or changes."""

from django.conf import settings
from django.utils import timezone


def follow_to_hub(changes):
    """Let the hub be told of public posts: at once, or when they appear by themselves."""
    if not settings.WEBSUB_HUB:
        return
    # It knows the feeds, which know the posts, which name this module.
    from blog.tasks import tell_hub

    for post in (change.after for change in changes if change.after):
        if post.concerns_public():
            when = post.published_at if post.published_at > timezone.now() else None
            tell_hub.using(run_after=when).enqueue(str(post.uid))
