"""What is done with a post after the request that published it."""

import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from blog.feeds.of_post import feeds_with
from blog.models import Post
from feeds import websub

logger = logging.getLogger(__name__)

# A hub that is down overnight is tried again in the morning.
WAITS = [timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720)]


@task()
def tell_hub(uid, attempt=0):
    """Notify the hub about every feed that contains the post with this uid now."""
    post = Post.objects.published().filter(uid=uid).select_related("story").first()
    if post is None:
        return
    try:
        websub.ping(feeds_with(post))
    except websub.HubError as error:
        _repeat(uid, attempt, error)


def _repeat(uid, attempt, error):
    if error.worth_repeating and attempt < len(WAITS):
        later = tell_hub.using(run_after=timezone.now() + WAITS[attempt])
        later.enqueue(uid, attempt + 1)
    else:
        logger.error("The WebSub hub was not notified about post %s: %s.", uid, error)
