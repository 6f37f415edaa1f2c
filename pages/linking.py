"""Pages as something that a text can link to."""

from addresses import linkable
from pages.models import Page
from publishing.linking import newest_first, target

FIELDS = ("uid", "language", "title", "status", "published_at", "expires_at", "created_at")


def register():
    """Make pages something to link to."""
    linkable.register(
        name="page",
        model=Page,
        rows=lambda: newest_first(Page.objects.only(*FIELDS)),
        spelled=lambda pattern: linkable.matches(pattern, "title", "menu_title", "path"),
        target=lambda page, language: target(
            page, page.title, page._meta.verbose_name, [page.language]
        ),
    )
