"""What stands in a form that somebody has changed and not saved yet."""

import uuid

from django.conf import settings
from django.db import models
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _


class KeptTyping(models.Model):
    """The fields of one form as one person last typed them; nobody else ever sees them.

    It is no version of anything: no page, address, search entry or site version follows from it.
    ``key`` is made with the form, so a new thing has one before it has a row. After a save it stays for
    a while without its fields, ``saved_to`` the address that the save led to: the same form, sent
    again, leads there too instead of making a second thing.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="kept_typing"
    )
    # The model of the form, ``blog.post``, and the key of its row, empty for a new thing.
    form = models.CharField(max_length=60)
    object_key = models.CharField(max_length=40, blank=True)
    # As a browser sends them (application/x-www-form-urlencoded).
    fields = models.TextField(blank=True)
    typed_at = models.DateTimeField()
    # The loaded page that they come from, how often it has sent them, and what it runs on, in words.
    page = models.CharField(max_length=40, blank=True)
    count = models.PositiveIntegerField(default=0)
    device = models.CharField(max_length=60, blank=True)
    saved_to = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("unsaved text")
        verbose_name_plural = _("unsaved texts")
        default_permissions = ()
        ordering = ["-typed_at"]
        indexes = [models.Index(fields=["person", "form", "object_key"])]

    def __str__(self):
        return f"{self.form} {self.object_key}".strip()

    @property
    def data(self):
        """The fields as a form takes them."""
        return QueryDict(self.fields)

    @property
    def title(self):
        """What the thing is called in it, empty if that is not known."""
        data = self.data
        names = [name for name in data if name.rpartition("-")[2] in {"title", "name", "acronym"}]
        return next((data[name].strip()[:100] for name in names if data[name].strip()), "")
