"""The scheduled tasks of this room: messages from the site are mailed, and deleted in time."""

from datetime import timedelta

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from delivery import clock, due
from pages import tasks
from pages.contact.mail import recipient
from pages.models import Message
from pages.models.message import DAY, MAIL

TIDY = "pages.tidy_messages"
EVERY = timedelta(hours=1)


@due.doer(MAIL, _("mail a message from the site"))
def mail_message(message):
    """Put the mail of a message into the queue, again and again until it is mailed.

    So it is mailed even if the mail server is away, or the worker was killed. While there is no address to
    mail it to, it waits; to write one brings it forward (``pages.models.message.hurry_mail``).
    """
    waiting = Message.objects.filter(pk=message, mailed_at=None)
    row = waiting.first()
    if row is None:
        return None
    if not recipient(row.language):
        return clock.now() + EVERY
    waiting.update(mail_tries=F("mail_tries") + 1)
    tasks.send_mail.enqueue(row.pk)
    return clock.now() + due.PAUSES[min(row.mail_tries, len(due.PAUSES) - 1)]


@due.doer(TIDY, _("delete messages from the site that have reached their day"))
def tidy_messages():
    """Delete old messages, and forget senders before they are a day old; repeated every hour."""
    Message.objects.delete_old()
    Message.objects.forget_senders(DAY - EVERY)
    return clock.now() + EVERY


def plan(**kwargs):
    """Schedule what is repeated if it is not scheduled yet; safe to run again."""
    due.plan(TIDY, clock.now() + EVERY)
