"""One thread in each worker that looks several times a second: what has changed, what is due."""

import logging
import threading

from django.db import close_old_connections

from delivery import heartbeat, version

logger = logging.getLogger(__name__)
# In seconds. A change made in this process is seen at once.
PAUSE = 0.2


def start(front):
    """Keep a ``Front`` up to date with the site version, for as long as this process lives."""
    threading.Thread(target=_watch, args=[front], name="delivery.watch", daemon=True).start()


def _watch(front):
    is_planned = False
    while True:
        is_planned = is_planned or _plan_heartbeat()
        look(front)
        version.changed_here.wait(PAUSE)
        version.changed_here.clear()


def _plan_heartbeat():
    """Return whether it is planned now: the database may be away when the server starts."""
    try:
        heartbeat.plan()
    except Exception:  # noqa: BLE001 (the look that follows reports it)
        return False
    return True


def look(front):
    """Look once. Whatever goes wrong, the next look comes: without it, nobody would see a change."""
    try:
        front.looked(version.current())
    except Exception:
        if not front.is_away:
            logger.exception("The database does not respond; stored pages are served.")
        front.lost()
    close_old_connections()
