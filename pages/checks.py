"""Whether the longest path of a page fits its column, checked at every start."""

from django.core.checks import Error

from pages.models import Page
from pages.models.page import DEEPEST


def check_path_length(app_configs, **kwargs):
    """Report a column that is shorter than ``DEEPEST`` slugs with slashes between them."""
    longest = DEEPEST * (Page._meta.get_field("slug").max_length + 1) - 1
    column = Page._meta.get_field("path")
    if column.max_length >= longest:
        return []
    return [
        Error(
            f"Paths of pages may have {longest} characters, their column takes {column.max_length}.",
            hint=f"Let max_length be {longest} or more, and make a migration.",
            obj=column,
            id="pages.E001",
        )
    ]
