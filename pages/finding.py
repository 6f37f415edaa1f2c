"""What can be found of pages."""

from django.utils.translation import gettext_lazy as _

from pages.models import Page
from publishing.searchable import Searchable, Words
from publishing.searchable import register as make_findable
from richtext.render import plain


def words(page):
    """Return the words of a page."""
    text = f"{page.lead} {plain(page.text)}"
    return Words(title=page.title, path=page.get_absolute_url(), text=text)


def register():
    """Make pages findable."""
    make_findable(
        Searchable(
            kind="page",
            model=Page,
            label=_("Pages"),
            public=Page.objects.published,
            rows=Page._base_manager.all,
            words=words,
        )
    )
