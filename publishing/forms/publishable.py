"""The form of a published thing: its life cycle, its address, its picture."""

import re
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import inlineformset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from addresses.models import Address
from languages.codes import codes
from languages.slugs import free_slug
from publishing.forms.versioned import VersionedForm
from publishing.lines import LinesFormField
from publishing.models import Status


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
            # A draft may wait for it; publishing does not (``Pictured.refuse_unfinished``).
        return cleaned


class PublishableForm(VersionedForm):
    """The form of a ``Publishable``; without the right to publish it has no status field."""

    former_addresses = LinesFormField(
        label=_("Addresses of the former site"),
        required=False,
        help_text=_("One per line, as they were: /en/news/355-skills4cities-en"),
    )
    publish_anyway = forms.CharField(
        label=_("Publish it all the same, because"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Your reason is kept. Leave this empty to mend it first."),
    )
    # What stops a publication (``publishing.checks``), set by the admin.
    refused = ()
    # Set by the edit for people who may edit redirects, and only if the thing has a page.
    may_redirect = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.refused:
            self.fields.pop("publish_anyway", None)
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

    def full_clean(self):
        super().full_clean()
        if self.is_bound and not self.errors and self.instance.status == Status.PUBLISHED:
            try:
                self.instance.refuse_unfinished()
            except ValidationError as error:
                self.add_error(None, error)

    def clean_publish_anyway(self):
        reason = self.cleaned_data["publish_anyway"].strip()
        if not reason:
            raise ValidationError([problem.words for problem in self.refused], code="refused")
        return reason

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

    def save_row(self, person):
        """Save the row of a valid form, whose relations are saved after it (``save_m2m``)."""
        if self.instance.pk is None:
            self.instance.owner = person
        self.instance.save()
        if "former_addresses" in {*self.changed_data} & self.cleaned_data.keys():
            Address.objects.write_former(self.instance, self.cleaned_data["former_addresses"])

    def always_checked(self):
        """Return the fields whose constraints are checked even if they are not in the form."""
        return {"status"}

    def _get_validation_exclusions(self):
        # Django offers no public way to say this (docs/decisions/0016-private-django.md).
        return super()._get_validation_exclusions() - (self.always_checked() - set(self.errors))


class SlugFromTitleMixin:
    """Makes the slug of a new row from its name; an existing slug never changes by itself."""

    def slug_taken(self, slug):
        """Return whether another row of the model has this slug."""
        return (
            self._meta.model._base_manager.filter(slug=slug).exclude(pk=self.instance.pk).exists()
        )

    def slug_source(self):
        """Return the text that a slug is made from; subclasses say which."""
        raise NotImplementedError

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

    def clean(self):
        cleaned = super().clean()
        if "slug" in self.fields and self.cleaned_data.get("slug") == "":
            self.cleaned_data["slug"] = free_slug(self.slug_source(), self.slug_taken)
            if not self.cleaned_data["slug"] and not self._meta.model._meta.get_field("slug").blank:
                self.add_error(
                    "slug", _("No address could be made from the name. Please enter one.")
                )
        return cleaned

    def typed_in_texts(self, model, *names):
        """Return the first of these fields that was filled in, in any of the texts by language.

        ``model`` is that of the texts, which are edited on the same page.
        """
        forms = inlineformset_factory(self._meta.model, model, fields=names)(self.data)
        typed = (form[name].value() for name in names for form in forms)
        return next((text.strip() for text in typed if text and text.strip()), "")
