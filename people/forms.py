"""The forms of a person, with texts and roles, and of a body."""

from django.utils.translation import gettext as _

from addresses.paths import address
from languages.labels import label
from people.models import Body, Person, PersonText, Role
from publishing.edit import Edit
from publishing.forms import (
    FingerprintForm,
    Part,
    PublishableForm,
    SlugFromTitleMixin,
    TextFormSet,
)

TEXTS = Part(PersonText, ("language", "name", "position", "text"), formset=TextFormSet)
ROLES = Part(Role, ("body", "position", "group", "start", "end", "order"))
ROLES_ON_BODY = Part(Role, ("person", "position", "group", "start", "end", "order"))


class PersonForm(SlugFromTitleMixin, PublishableForm):
    """Facts of a person."""

    def slug_source(self):
        return self.typed_in_texts(PersonText, "name")


class PersonEdit(Edit):
    """A person with texts and roles."""

    model = Person
    form_type = PersonForm
    parts = (TEXTS, ROLES)

    def places(self, row, language):
        return [*super().places(row, language), (_("List"), address("people", language))]


class BodyForm(SlugFromTitleMixin, FingerprintForm):
    """Name, place and mail of a body."""

    class Meta:
        model = Body
        fields = ("label", "order", "mail", "slug")

    def slug_source(self):
        return label(self.cleaned_data.get("label"), "en")
