"""What search can find of people."""

from django.utils.translation import gettext_lazy as _

from people.models import Person, PersonText
from publishing import searchable
from publishing.searchable import IndexedText
from richtext.render import plain


def indexed_text(text):
    """Return what the index contains of a person."""
    return IndexedText(
        title=text.name,
        path=text.person.paths()[text.language],
        text=" ".join(filter(None, (text.position, plain(text.text)))),
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
