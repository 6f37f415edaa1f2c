"""What search can find of pages."""

from django.utils.translation import gettext_lazy as _

from pages.models import Page
from publishing import searchable
from publishing.searchable import IndexedText
from richtext.render import plain


def indexed_text(page):
    """Return what the index contains of a page."""
    text = f"{page.lead} {plain(page.text)}"
    return IndexedText(title=page.title, path=page.get_absolute_url(), text=text)


def register():
    """Make pages searchable."""
    searchable.register(
        name="page",
        model=Page,
        label=_("Pages"),
        public=Page.objects.published,
        rows=Page._base_manager.all,
        indexed_text=indexed_text,
    )
