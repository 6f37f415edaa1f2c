"""The form of an organisation, with its texts and its relations to the cluster."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from addresses.paths import address
from languages.codes import codes
from partners.models import Organisation, OrganisationText, Relation
from publishing.edit import Edit
from publishing.forms import Part, PublishableForm, SlugFromTitleMixin, TextFormSet

TEXTS = Part(OrganisationText, ("language", "name", "acronym", "text"), formset=TextFormSet)
RELATIONS = Part(Relation, ("kind", "start", "end"))


def clean_country(value):
    """Return a country code in capitals. Raises ``ValidationError`` unless it is two letters."""
    value = (value or "").strip().upper()
    if value and not (len(value) == 2 and value.isascii() and value.isalpha()):
        raise ValidationError(
            _("Two Latin letters, as in internet domains: BG, DE, RS."), code="country"
        )
    return value


class OrganisationForm(SlugFromTitleMixin, PublishableForm):
    """Facts of an organisation."""

    def clean_country(self):
        return clean_country(self.cleaned_data["country"])

    def slug_source(self):
        return self.typed_in_texts(OrganisationText, "acronym", "name")


class OrganisationEdit(Edit):
    """An organisation with its parts."""

    model = Organisation
    form_type = OrganisationForm
    parts = (TEXTS, RELATIONS)

    def paths(self, row):
        """Return where visitors meet it: on its page, or on the list if it has none."""
        if Organisation.objects.with_page().filter(pk=row.pk).exists():
            return super().paths(row)
        return {code: address("partners", code) for code in codes()}

    def places(self, row, language):
        whole_list = (_("List"), address("partners", language))
        others = super().places(row, language)
        return [*(place for place in others if place[1] != whole_list[1]), whole_list]
