"""Documents: files to download, at an address that stays when the file is replaced."""

import secrets
import uuid

from django.db import models
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from delivery.tracking import TrackedModel
from languages.codes import choices
from languages.labels import LabelField, label
from library.formats import FILE_FORMATS


def new_key():
    """Return the unguessable part of an address: 128 bits."""
    return secrets.token_urlsafe(16)


class Document(TrackedModel):
    """One document. Its address keeps ``key`` and ``slug``; its file may be replaced.

    The public may read it only while something published uses it, see ``library.access``.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    title = LabelField(_("title"))
    slug = models.CharField(max_length=120, editable=False)
    name = models.CharField(
        _("file name"),
        max_length=120,
        editable=False,
        help_text=_("The name under which readers save it."),
    )
    file = models.FileField(_("file"), max_length=200, editable=False)
    source_hash = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(
        _("type"),
        max_length=8,
        choices=[(name, form.label) for name, form in FILE_FORMATS.items()],
        editable=False,
    )
    size = models.PositiveBigIntegerField(_("size"), editable=False, help_text=_("In bytes."))
    is_active = models.BooleanField(
        _("contains scripts"), default=False, editable=False, help_text=_("Open it with care.")
    )
    language = models.CharField(
        _("language of the document"), max_length=8, choices=choices, blank=True
    )
    date = models.DateField(_("date of the document"), null=True, blank=True)
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    private_fields = frozenset({"source_hash", "created_at", "is_active"})

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["-created_at", "-pk"]
        # Fewer people may change what is public than what is not.
        default_permissions = ("add", "change", "delete", "view", "change_public")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=FILE_FORMATS), name="library_document_kind_known"
            )
        ]

    def __str__(self):
        return label(self.title, None) or self.name

    def get_absolute_url(self):
        return reverse("document", kwargs={"key": self.key, "name": f"{self.slug}.{self.kind}"})

    def facts(self):
        """Return what a reader should know before opening it: ``PDF, 1.2 MB, Bulgarian``."""
        parts = [FILE_FORMATS[self.kind].label, filesizeformat(self.size)]
        if self.language:
            parts.append(self.get_language_display())
        return ", ".join(map(str, parts))
