"""The most wanted pages: made again first after a change, and after a start, in the background."""

import logging
import threading
import time

from django.core.cache import cache
from django.db import DatabaseError, close_old_connections

from delivery.store.asked import Asked

logger = logging.getLogger(__name__)
# How many pages, at most. Each worker makes them by itself, at some hundredths of a second each.
MOST = 30
KEY = "delivery.wanted"
# In seconds: how often the list is saved for the next start, if it is another one by then.
SAVED_EVERY = 60


def start(front):
    """Start the thread of a ``Front`` that makes its most wanted pages again; none if it keeps nothing."""
    if front.is_on:
        threading.Thread(target=_follow, args=[front], name="delivery.wanted", daemon=True).start()


def _follow(front):
    make_again(front, saved())
    kept, next_save = [], time.monotonic() + SAVED_EVERY
    while True:
        if front.changed.wait(max(0, next_save - time.monotonic())):
            front.changed.clear()
            make_again(front, wanted(front))
            continue
        if (now := wanted(front)) != kept:
            save(now)
        kept, next_save = now, time.monotonic() + SAVED_EVERY
        close_old_connections()


def wanted(front):
    """Return the ``Asked`` of the pages that were sent most often lately, the most wanted first."""
    answers = [answer for answer in front.pages.answers() if answer.hits]
    answers.sort(key=lambda answer: -answer.hits)
    return [answer.asked for answer in answers[:MOST]]


def make_again(front, again):
    """Make these pages, one after the other, unless the database is away."""
    for asked in again:
        if front.is_away:
            return
        try:
            front.make_again(asked)
        except Exception:
            # The next visitor makes it.
            logger.exception("%s could not be made in the background.", asked.path)


def save(pages):
    """Save the list for the next start, where all workers share it."""
    try:
        if pages:
            cache.set(KEY, [tuple(asked) for asked in pages], timeout=None)
    except DatabaseError:
        logger.warning("The most wanted pages could not be saved: the database is away.")


def saved():
    """Return the list of the last run, empty if there is none."""
    try:
        return [Asked(*page) for page in cache.get(KEY, [])]
    except (DatabaseError, TypeError):
        return []
