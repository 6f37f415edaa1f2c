"""What can be found of organisations."""

from django.utils.translation import gettext_lazy as _

from languages.labels import label
from partners.models import Organisation, OrganisationText
from publishing.searchable import Searchable, Words
from publishing.searchable import register as make_findable
from richtext.render import plain


def words(text):
    """Return the words of an organisation's text; acronyms and other names count as names."""
    row = text.organisation
    facts = [plain(text.text), label(row.city, text.language) if row.city else ""]
    return Words(
        title=text.name,
        path=row.paths()[text.language],
        text=" ".join(filter(None, facts)),
        names=[*filter(None, [text.acronym]), text.name, *row.other_names],
    )


def register():
    """Make organisations findable."""
    make_findable(
        Searchable(
            kind="partner",
            model=OrganisationText,
            label=_("Partners"),
            public=OrganisationText.objects.published,
            rows=lambda: OrganisationText._base_manager.select_related("organisation"),
            words=words,
            owners={Organisation: "organisation"},
        )
    )
