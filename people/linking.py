"""People as something that a text can link to."""

from django.db.models import Prefetch, Q

from addresses import linkable
from addresses.linkable import matches
from people.models import Person, PersonText
from publishing.linking import described_target, newest_first


def rows():
    """Return all people, newest first, with their names by language."""
    texts = PersonText.objects.only("person", "language", "name")
    return newest_first(Person.objects.prefetch_related(Prefetch("texts", texts)))


def spelled(pattern):
    """Return the condition that a name matches."""
    texts = PersonText.objects.filter(matches(pattern, "name")).values("person")
    return matches(pattern, "slug") | Q(pk__in=texts)


def target(person, language):
    """Return the ``Target`` of a person."""
    text = person.text_in(language)
    return described_target(person, text.name if text else person.slug)


def register():
    """Make people something to link to."""
    linkable.register(name="person", model=Person, rows=rows, spelled=spelled, target=target)
