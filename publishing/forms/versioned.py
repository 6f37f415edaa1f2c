"""Forms that never overwrite what somebody else saved."""

import hashlib

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from delivery.writing import writing

SAVED_BY = _(
    "%(who)s saved this on %(when)s, after you opened it. What you typed is still here, but it has"
    " not been saved. Compare both texts before you save again."
)
SAVED_BY_SOMEBODY = _(
    "Somebody saved this after you opened it. What you typed is still here, but it has not"
    " been saved. Compare both texts before you save again."
)


def stale(instance):
    """Return the ``ValidationError`` that says who saved ``instance`` in between, and when."""
    entry = (
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(instance), object_id=str(instance.pk)
        )
        .select_related("user")
        .first()
    )
    if entry is None:
        return ValidationError(SAVED_BY_SOMEBODY, code="stale")
    when = date_format(timezone.localtime(entry.action_time), "DATETIME_FORMAT")
    return ValidationError(SAVED_BY, code="stale", params={"who": entry.user, "when": when})


def locked(instance):
    """Lock the row of ``instance`` until the unit of work ends; return it as stored, None if gone."""
    with writing() as unit:
        return unit.lock_one(type(instance), instance.pk)


class VersionedForm(forms.ModelForm):
    """Refuses to save over a version that the person has not seen.

    The admin validates and saves in one transaction, so the lock taken here holds until the row,
    and with it everything in the inlines, is written.
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    # Set by the edit if the row became public while somebody without that right was editing.
    overtaken = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.version_of(self.instance)

    @staticmethod
    def version_of(instance):
        """Return a string that changes with every save of ``instance``."""
        return str(instance.version)

    def clean(self):
        cleaned = super().clean()
        self.refuse_stale()
        return cleaned

    def refuse_stale(self):
        """Raise ``ValidationError`` if somebody saved the row since the form was opened."""
        if self.instance.pk is None:
            return
        row = locked(self.instance)
        seen = self.cleaned_data.get("version")
        if self.overtaken or row is None or seen != self.version_of(row):
            raise stale(self.instance)


class FingerprintForm(VersionedForm):
    """The same for small rows without a version: their values are compared."""

    @staticmethod
    def version_of(instance):
        values = [field.value_to_string(instance) for field in instance._meta.concrete_fields]
        return hashlib.sha256(repr(values).encode()).hexdigest()[:32]
