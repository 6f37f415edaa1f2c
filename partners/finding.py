"""What search can find of organisations."""

from django.utils.translation import gettext_lazy as _

from languages.labels import label
from partners.models import Organisation, OrganisationText
from publishing import searchable
from publishing.searchable import IndexedText
from richtext.render import plain


def indexed_text(text):
    """Return what the index contains of an organisation; acronyms and other names count as names."""
    row = text.organisation
    facts = [plain(text.text), label(row.city, text.language) if row.city else ""]
    return IndexedText(
        title=text.name,
        path=row.paths()[text.language],
        text=" ".join(filter(None, facts)),
        names=[*filter(None, [text.acronym]), text.name, *row.other_names],
    )


def register():
    """Make organisations searchable."""
    searchable.register(
        name="partner",
        model=OrganisationText,
        label=_("Partners"),
        public=lambda: OrganisationText.objects.published().with_page(),
        rows=lambda: OrganisationText._base_manager.select_related("organisation"),
        indexed_text=indexed_text,
        owners={Organisation: "organisation"},
    )
