"""A link that staff paste: to a page of this site or to another site.

A link to this site is stored as ``ref:UID``, so that it follows its page wherever that moves.
"""

import re
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from addresses.models import Address

UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
is_web_address = URLValidator(schemes=["https", "http"])


def own_path(text):
    """Return the path of an address of this site, with a trailing slash; None for other sites."""
    parts = urlsplit(text)
    if parts.netloc and parts.netloc != urlsplit(settings.SITE_URL).netloc:
        return None
    return parts.path.rstrip("/") + "/" if parts.path.startswith("/") else None


def to_stored(text):
    """Return what is stored for a pasted address. Raises ``ValidationError``."""
    path = own_path(text)
    if path is None:
        is_web_address(text)
        return text
    row = Address.objects.filter(path=path).order_by("-is_current", "-pk").first()
    if row is None:
        raise ValidationError(
            _("There is no page of this site at that address. Open the page and copy its address."),
            code="nowhere",
        )
    return f"ref:{row.uid}"


def to_address(link, language):
    """Return the address that a stored link leads to now: ``""`` if that is not public."""
    if not link.startswith("ref:"):
        return link
    rows = Address.objects.live().filter(uid=link[4:])
    paths = dict(rows.values_list("language", "path"))
    return paths.get(language) or next(iter(paths.values()), "")


class LinkFormField(forms.CharField):
    """Takes an address, as copied from the browser's address line."""

    def prepare_value(self, value):
        if isinstance(value, str) and value.startswith("ref:") and UID.fullmatch(value[4:]):
            row = Address.objects.filter(uid=value[4:], is_current=True).first()
            return settings.SITE_URL + row.path if row else value
        return value

    def clean(self, value):
        value = super().clean(value)
        return to_stored(value) if value else value

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class LinkField(models.CharField):
    """A link as it is stored: ``ref:UID`` or a web address."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 500)
        kwargs.setdefault(
            "help_text", _("The address of a page of this site or of another, as copied.")
        )
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        kwargs.pop("widget", None)
        return super().formfield(**{"form_class": LinkFormField, **kwargs})
