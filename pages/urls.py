"""Addresses of plain pages in one language. They come last: every other address takes precedence."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from pages import views


class PagePathConverter(StringConverter):
    """One to three slugs with slashes between them."""

    regex = "[a-z0-9-]+(?:/[a-z0-9-]+){0,2}"


register_converter(PagePathConverter, "pagepath")


def patterns(language):
    """Return the routes of plain pages."""
    return [path("<pagepath:path>/", views.PageView.as_view(), {"language": language}, name="page")]
