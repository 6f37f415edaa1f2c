"""Messages from the contact form: read, answered by mail, closed."""

from typing import Any, ClassVar
from urllib.parse import quote

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from languages.read_only import NOTHING, ReadOnlyMixin
from pages.contact.mail import recipient
from pages.models import Message
from publishing.forms import VersionedForm
from publishing.forms.fields import FIELDS

# Mail programs and browsers cut longer addresses.
MOST_QUOTED = 1_500


class MessageForm(VersionedForm):
    """What colleagues write about a message; what the visitor wrote stays as it was."""

    class Meta:
        model = Message
        fields = ("state", "note", "delete_on")

    @staticmethod
    def version_of(instance):
        """Return what two colleagues could change: that it was mailed meanwhile refuses nothing."""
        return f"{instance.state}/{instance.delete_on}/{instance.note}"


@admin.register(Message)
class MessageAdmin(ReadOnlyMixin, admin.ModelAdmin):
    """Visitors write them; colleagues set the state, a note and the day of deletion."""

    form = MessageForm
    formfield_overrides: ClassVar[Any] = FIELDS
    fieldsets = [
        (None, {"fields": ["subject", "name", "mail", "text", "answer"]}),
        (_("For colleagues"), {"fields": ["state", "note", "delete_on"]}),
        (_("Its way"), {"fields": ["language", "received_at", "mailed_at", "waits_because"]}),
    ]
    readonly_fields = [
        *("subject", "name", "mail", "text", "answer"),
        *("language", "received_at", "mailed_at", "waits_because"),
    ]
    list_display = ["subject", "name", "state", "received_at", "language", "waits_for_mail"]
    list_filter = ["state", "subject", "language"]
    search_fields = ["name", "mail", "text"]

    def has_add_permission(self, request):
        return False

    @admin.display(description=_("waits for mail"), ordering="mailed_at")
    def waits_for_mail(self, obj):
        return NOTHING if obj.mailed_at else gettext("Yes")

    @admin.display(description=_("why it is not mailed yet"))
    def waits_because(self, obj):
        if obj.mailed_at or recipient(obj.language):
            return obj.mail_error or NOTHING
        return gettext("Nobody has written a mail address under “Home page and footer” yet.")

    @admin.display(description=_("answer"))
    def answer(self, obj):
        """Return a link that opens the mail program with an answer begun, in the visitor's language."""
        with override(obj.language):
            subject = gettext("Your message: %(subject)s") % {"subject": obj.get_subject_display()}
        lines = obj.text.splitlines()
        text = "\r\n".join(["", "", *(f"> {line}" for line in lines)])[:MOST_QUOTED]
        return format_html(
            '<a class="button" href="mailto:{}?subject={}&amp;body={}">{}</a> {}',
            quote(obj.mail, safe="@"),
            quote(subject, safe=""),
            quote(text, safe=""),
            gettext("Answer by mail"),
            gettext("It opens your mail program. When you have sent it, set the state below."),
        )
