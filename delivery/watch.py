"""One thread in each worker that handles instants and due tasks when no visitor comes."""

import logging
import threading
import time

from django.db import DatabaseError, close_old_connections

from delivery import version

logger = logging.getLogger(__name__)
PAUSE = 0.25


def start():
    """Start checking, four times a second, for as long as this process lives."""
    threading.Thread(target=_watch, name="delivery.watch", daemon=True).start()


def _watch():
    is_away = False
    while True:
        time.sleep(PAUSE)
        try:
            version.current()
            is_away = False
        except DatabaseError:
            if not is_away:
                logger.exception("The database does not respond.")
            is_away = True
        close_old_connections()
