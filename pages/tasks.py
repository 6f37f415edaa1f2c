"""What is done with a message after the request that brought it."""

import logging
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from pages.contact.mail import mail_of
from pages.models import Message

logger = logging.getLogger(__name__)

# A claim that is older belongs to a worker that was killed.
CLAIM = timedelta(minutes=10)


@task()
def send_mail(key):
    """Mail the message with this key, unless that is done or another worker is doing it.

    If it cannot be mailed, the reason is noted: its scheduled task (``pages.due``) comes back to it.
    """
    now = timezone.now()
    waiting = Message.objects.filter(pk=key, mailed_at=None)
    free = Q(claimed_at=None) | Q(claimed_at__lte=now - CLAIM)
    if not waiting.filter(free).update(claimed_at=now):
        return
    try:
        mail_of(waiting.get()).send()
    except Exception as problem:
        # Whatever it is: it is tried again, and staff see it. The log names no visitor.
        logger.exception("Message %s could not be mailed.", key)
        words = f"{type(problem).__name__}: {problem}"
        waiting.update(claimed_at=None, mail_error=words[:2000])
    else:
        waiting.update(claimed_at=None, mail_error="", mailed_at=timezone.now())
