"""Forms that never overwrite what somebody else saved, and keep the life cycle's promises."""

import hashlib

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from publishing.models import Status

KNOWN = _(
    "%(who)s saved this on %(when)s, after you opened it. What you typed is still here, but it is"
    " not saved. Open the page anew in another tab, compare, and put your changes in there."
)
UNKNOWN = _(
    "Somebody saved this after you opened it. What you typed is still here, but it is not saved."
    " Open the page anew in another tab, compare, and put your changes in there."
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
        return ValidationError(UNKNOWN, code="stale")
    when = date_format(timezone.localtime(entry.action_time), "DATETIME_FORMAT")
    return ValidationError(KNOWN, code="stale", params={"who": entry.user, "when": when})


def locked(instance):
    """Lock the row of ``instance`` until this transaction ends; return it as stored, None if gone."""
    return type(instance)._base_manager.select_for_update().filter(pk=instance.pk).first()


class VersionedForm(forms.ModelForm):
    """Refuses to save over a version that its reader has not seen.

    The admin validates and saves in one transaction, so the lock taken here holds until the row,
    and with it everything in the inlines, is written.
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    # Set by the admin where the row became public while somebody without that right was writing.
    overtaken = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.version_of(self.instance)

    @staticmethod
    def version_of(instance):
        """Return what changes with every save of ``instance``, as text."""
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
    """The same for small rows without a version: their values themselves are compared."""

    @staticmethod
    def version_of(instance):
        values = [field.value_to_string(instance) for field in instance._meta.concrete_fields]
        return hashlib.sha256(repr(values).encode()).hexdigest()[:32]


def was_public(thing):
    """Say whether the public sees a stored thing, or saw it once."""
    begun, _ended = thing.public_span()
    return begun is not None and begun <= timezone.now()


def next_statuses(thing):
    """Return what an Editor may make of a thing, as a list of ``Status``.

    What was public once never becomes a draft again: its address must answer that it is gone.
    """
    if thing.pk and was_public(thing):
        return [Status.PUBLISHED, Status.WITHDRAWN]
    if thing.status == Status.WITHDRAWN:
        return [Status.WITHDRAWN, Status.DRAFT, Status.PUBLISHED]
    return [Status.DRAFT, Status.PUBLISHED]


class PublishableForm(VersionedForm):
    """The form of a ``Publishable``; whoever may not publish gets no status in it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.was_public = bool(self.instance.pk) and was_public(self.instance)
        self.began = self.instance.published_at
        self.ends = self.instance.expires_at
        if status := self.fields.get("status"):
            status.choices = [(value, value.label) for value in next_statuses(self.instance)]
            if self.was_public:
                status.error_messages["invalid_choice"] = _(
                    "It was public once, so it cannot become a draft again. Withdraw it instead."
                )

    def clean_published_at(self):
        moment = self.cleaned_data["published_at"]
        # The field shows whole seconds; saving must not move a publication by a fraction.
        if "published_at" not in self.changed_data or (moment is None and self.was_public):
            return self.began
        if self.was_public and moment > timezone.now():
            raise ValidationError(
                _("It has been public already. To hide it, withdraw it."), code="public"
            )
        return moment

    def clean_expires_at(self):
        unchanged = "expires_at" not in self.changed_data
        return self.ends if unchanged else self.cleaned_data["expires_at"]

    def _get_validation_exclusions(self):
        # Constraints over the life cycle hold for whoever saves.
        return super()._get_validation_exclusions() - {"status"}
