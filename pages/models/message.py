"""What visitors write in the contact form."""

from datetime import timedelta

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from delivery import clock, due
from delivery.models import Due
from languages.codes import choices
from publishing.models.shapes import choice_constraint

# The most characters of a message.
LONGEST = 5_000
# The scheduled task that mails a message (pages/due.py).
MAIL = "pages.mail_message"
DAY = timedelta(days=1)


def hurry_mail(changes):
    """Let messages that wait for mail be mailed now: their address may have been written just now."""
    if any(change.touches({"mail"}) for change in changes):
        Due.objects.filter(name=MAIL).update(at=clock.now())


class Subject(models.TextChoices):
    """What a message is about."""

    MEMBERSHIP = "membership", _("Membership")
    PROJECT = "project", _("A project")
    MEDIA = "media", _("Media and publications")
    SITE = "site", _("This site and its accessibility")
    OTHER = "other", _("Something else")


class MessageState(models.TextChoices):
    """How far staff are with a message."""

    NEW = "new", _("new")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")


class MessageQuerySet(models.QuerySet):
    """Messages of visitors."""

    def keep(self, *, days, **fields):
        """Keep a message for so many days, and schedule its mail; return it."""
        now = clock.now()
        with transaction.atomic():
            message = self.create(
                received_at=now, delete_on=clock.today() + timedelta(days=days), **fields
            )
            due.plan(MAIL, now, message=message.pk)
        return message

    def delete_old(self):
        """Delete what has reached its day; return how many rows."""
        return self.filter(delete_on__lte=clock.today()).delete()[0]

    def forget_senders(self, age):
        """Forget where messages of this age came from; return how many."""
        return self.filter(received_at__lte=clock.now() - age).exclude(sender="").update(sender="")


class Message(models.Model):
    """A message from the contact form. Nothing public depends on it, so writes are not tracked.

    ``token`` is that of the form (``pages.contact.tokens``), so that one sending is kept once. ``sender`` is
    a keyed hash of the address that it came from: it is counted for an hour and forgotten within a day.
    ``claimed_at`` says that a task is mailing it just now.
    """

    language = models.CharField(_("language"), max_length=8, choices=choices, editable=False)
    subject = models.CharField(_("subject"), max_length=12, choices=Subject.choices, editable=False)
    name = models.CharField(_("name"), max_length=120, editable=False)
    mail = models.EmailField(_("mail"), editable=False)
    text = models.TextField(_("message"), max_length=LONGEST, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=MessageState.choices, default=MessageState.NEW
    )
    received_at = models.DateTimeField(_("received"), db_index=True, editable=False)
    delete_on = models.DateField(
        _("is deleted on"), db_index=True, help_text=_("On this day it is deleted by itself.")
    )
    note = models.TextField(
        _("internal note"), blank=True, help_text=_("For colleagues only; never published.")
    )
    token = models.CharField(max_length=32, unique=True, editable=False)
    sender = models.CharField(max_length=64, blank=True, editable=False)
    mailed_at = models.DateTimeField(_("mailed"), null=True, editable=False)
    mail_tries = models.PositiveSmallIntegerField(default=0, editable=False)
    mail_error = models.TextField(_("why it is not mailed yet"), blank=True, editable=False)
    claimed_at = models.DateTimeField(null=True, editable=False)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message from the site")
        verbose_name_plural = _("messages from the site")
        ordering = ["-received_at", "-pk"]
        # Nobody writes one in the admin.
        default_permissions = ("view", "change", "delete")
        constraints = [choice_constraint("state", MessageState, "pages_message_state_known")]

    def __str__(self):
        # The admin's history keeps these words after the message is deleted: nobody's name.
        return f"{self.get_subject_display()}, {timezone.localtime(self.received_at):%d.%m.%Y}"
