"""Forms that never overwrite what somebody else saved, and respect the life cycle."""

import hashlib
import re
from urllib.parse import urlsplit

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from addresses.models import Address
from delivery.writing import writing
from languages.codes import codes
from publishing.lines import LinesFormField
from publishing.models import Status

SAVED_BY = _(
    "%(who)s saved this on %(when)s, after you opened it. What you typed is still here, but it has"
    " not been saved. Open the page again in another tab, compare, and make your changes there."
)
SAVED_BY_SOMEBODY = _(
    "Somebody saved this after you opened it. What you typed is still here, but it has not"
    " been saved. Open the page again in another tab, compare, and make your changes there."
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
    # Set by the admin if the row became public while somebody without that right was editing.
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


def former_path(line):
    """Return the path of a line that staff typed or pasted. Raises ``ValidationError``."""
    path = urlsplit(line).path.rstrip("/")
    if not re.fullmatch(rf"/(?:{'|'.join(codes())})/[^\s/][^\s]*", path) or len(path) > 500:
        raise ValidationError(
            _(
                "“%(line)s” is not an address of the former site. Such an address starts with /bg/ or /en/."
            ),
            code="former",
            params={"line": line},
        )
    return path


def next_statuses(thing):
    """Return the statuses that an Editor may give a thing.

    What was public once never becomes a draft again: its address must say that it is gone.
    """
    if thing.pk and thing.was_public():
        return [Status.PUBLISHED, Status.WITHDRAWN]
    if thing.status == Status.WITHDRAWN:
        return [Status.WITHDRAWN, Status.DRAFT, Status.PUBLISHED]
    return [Status.DRAFT, Status.PUBLISHED]


class PicturedFormMixin:
    """Asks for the alternative text of the lead image; the library's is the default."""

    def clean(self):
        cleaned = super().clean()
        image = self.cleaned_data.get("lead_image")
        is_decorative = self.cleaned_data.get("lead_image_decorative")
        alt = self.cleaned_data.get("lead_image_alt")
        language = self.cleaned_data.get("language") or self.instance.language
        if image is None or "lead_image_alt" not in self.fields:
            return cleaned
        if is_decorative and alt:
            self.add_error(
                "lead_image_alt",
                _(
                    "A decorative picture has no alternative text. Clear the text, or untick “decorative”."
                ),
            )
        elif not is_decorative and not alt:
            start = "" if image.decorative else image.alt.get(language, "")
            if start:
                self.cleaned_data["lead_image_alt"] = self.instance.lead_image_alt = start
            else:
                self.add_error(
                    "lead_image_alt",
                    _("Describe the picture, or tick “decorative”."),
                )
        return cleaned


class PublishableForm(VersionedForm):
    """The form of a ``Publishable``; without the right to publish it has no status field."""

    former_addresses = LinesFormField(
        label=_("Addresses of the former site"),
        required=False,
        help_text=_("One per line, as they were: /en/news/355-skills4cities-en"),
    )
    # Set by the admin for people who may edit redirects, and only if the thing has a page.
    may_redirect = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.may_redirect:
            self.fields.pop("former_addresses", None)
        elif self.instance.pk:
            rows = Address.objects.of_former_site(self.instance).order_by("path")
            self.initial["former_addresses"] = list(rows.values_list("path", flat=True))
        self.was_public = bool(self.instance.pk) and self.instance.was_public()
        self.began = self.instance.published_at
        self.ends = self.instance.expires_at
        if status := self.fields.get("status"):
            status.choices = [(value, value.label) for value in next_statuses(self.instance)]
            if self.was_public:
                status.error_messages["invalid_choice"] = _(
                    "It has already been public, so it cannot become a draft again. Withdraw it instead."
                )

    def clean_former_addresses(self):
        paths = list(dict.fromkeys(map(former_path, self.cleaned_data["former_addresses"])))
        others = Address.objects.filter(path__in=paths).exclude(uid=self.instance.uid)
        if taken := others.filter(Q(by_hand=True) | Q(is_current=True)).first():
            message = _("%(path)s already leads to another page.") % {"path": taken.path}
            raise ValidationError(message, code="taken")
        return paths

    def clean_published_at(self):
        moment = self.cleaned_data["published_at"]
        # The field shows whole seconds; saving must not move a publication by a fraction.
        if "published_at" not in self.changed_data or (moment is None and self.was_public):
            return self.began
        if self.was_public and moment > timezone.now():
            raise ValidationError(
                _("It has already been public. To hide it, withdraw it."), code="public"
            )
        return moment

    def clean_expires_at(self):
        unchanged = "expires_at" not in self.changed_data
        return self.ends if unchanged else self.cleaned_data["expires_at"]

    def always_checked(self):
        """Return the fields whose constraints are checked even if they are not in the form."""
        return {"status"}

    def _get_validation_exclusions(self):
        # Django offers no public way to say this (docs/decisions/0016-private-django.md).
        return super()._get_validation_exclusions() - (self.always_checked() - set(self.errors))
