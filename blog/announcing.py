"""Who is told, beyond this site, that a post appeared or changed."""

from django.conf import settings
from django.db.models.signals import post_save
from django.utils import timezone

from blog.models import Post
from blog.tasks import tell_hub
from delivery.tracking import rows_written


def announce(posts):
    """Let the hub be told of these posts: at once, or when they appear by themselves."""
    if not settings.WEBSUB_HUB:
        return
    now = timezone.now()
    for post in posts:
        if post.concerns_public():
            when = post.published_at if post.published_at > now else None
            tell_hub.using(run_after=when).enqueue(str(post.uid))


def _saved(sender, instance, raw=False, **kwargs):
    if not raw:
        announce([instance])


def _written(sender, keys, **kwargs):
    if sender is Post:
        announce(Post.objects.filter(pk__in=keys).only("uid", "status", "published_at"))


def connect():
    """Listen to every way of writing a post; called once when Django is ready."""
    post_save.connect(_saved, sender=Post, dispatch_uid="blog.announce_saved")
    rows_written.connect(_written, dispatch_uid="blog.announce_written")
