"""Notifies a WebSub hub when a post appears or changes."""

from django.conf import settings
from django.utils import timezone


def follow_to_hub(changes):
    """Schedule the hub's notification about public posts: at once, or when they appear."""
    if not settings.WEBSUB_HUB:
        return
    # That module imports the feeds, which import the posts, which import this one.
    from blog.tasks import tell_hub

    for post in (change.after for change in changes if change.after):
        if post.concerns_public():
            when = post.published_at if post.published_at > timezone.now() else None
            tell_hub.using(run_after=when).enqueue(str(post.uid))
