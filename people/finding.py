"""What search can find of people."""

from django.utils.translation import gettext_lazy as _

from people.models import Person, PersonText
from publishing import searchable
from publishing.searchable import IndexedText
from richtext.render import plain


def indexed_text(text):
    """Return what the index contains of a person; the position counts as a name."""
    return IndexedText(
        title=text.name,
        path=text.person.paths()[text.language],
        text=plain(text.text),
        names=[text.position] if text.position else [],
    )


def register():
    """Make people searchable."""
    searchable.register(
        name="person",
        model=PersonText,
        label=_("People"),
        public=PersonText.objects.published,
        rows=lambda: PersonText._base_manager.select_related("person"),
        indexed_text=indexed_text,
        owners={Person: "person"},
    )
