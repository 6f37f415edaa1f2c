"""The mail that tells the office of a message."""

from django.core.mail import EmailMessage, get_connection
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from addresses.paths import absolute
from languages.codes import best
from pages.models import SiteText

# In seconds: how long a silent mail server may hold up the worker.
TIMEOUT = 30


def recipient(language):
    """Return the address that messages in a language go to, another language's if it has none, or ""."""
    addresses = SiteText.objects.exclude(mail="").values_list("language", "mail")
    return best(dict(addresses), language) or ""


def mail_of(message):
    """Return the ``EmailMessage`` of a message: plain text, whose answer goes to the visitor."""
    with override(message.language):
        site = SiteText.objects.of_language(message.language).name
        subject = f"[{site}] {message.get_subject_display()}: {message.name}"
        where = absolute(reverse("admin:pages_message_change", args=[message.pk]))
        lines = [
            _("Name: %(name)s") % {"name": message.name},
            _("Mail: %(mail)s") % {"mail": message.mail},
            _("Subject: %(subject)s") % {"subject": message.get_subject_display()},
            "",
            message.text,
            "",
            "-- ",
            _("Your answer to this mail goes to the sender. Mark the message as answered here:"),
            where,
        ]
    return EmailMessage(
        # Django would refuse a header of several lines.
        subject=" ".join(subject.split()),
        body="\n".join(lines),
        to=[recipient(message.language)],
        reply_to=[message.mail],
        connection=get_connection(timeout=TIMEOUT),
    )
