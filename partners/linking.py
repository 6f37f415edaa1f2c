"""Organisations as something that a text can link to."""

from django.db.models import Prefetch, Q

from addresses import linkable
from addresses.linkable import matches
from partners.models import Organisation, OrganisationText
from publishing.linking import described_target, newest_first


def rows():
    """Return all organisations, newest first, with their names by language."""
    texts = OrganisationText.objects.only("organisation", "language", "name")
    return newest_first(Organisation.objects.prefetch_related(Prefetch("texts", texts)))


def spelled(pattern):
    """Return the condition that a name, an acronym or another name matches."""
    texts = OrganisationText.objects.filter(matches(pattern, "name", "acronym"))
    own = matches(pattern, "slug", *linkable.lines("other_names"))
    return own | Q(pk__in=texts.values("organisation"))


def target(organisation, language):
    """Return the ``Target`` of an organisation."""
    text = organisation.text_in(language)
    return described_target(organisation, text.name if text else organisation.slug)


def register():
    """Make organisations something to link to."""
    linkable.register(
        name="organisation",
        model=Organisation,
        rows=rows,
        spelled=spelled,
        target=target,
        offered=lambda found: found.with_page(),
    )
