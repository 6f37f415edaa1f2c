"""What feeds need for each language, checked at every start."""

from django.contrib.staticfiles import finders
from django.core.checks import Error

from feeds.stylesheet import stylesheet_name
from languages.codes import codes


def check_stylesheets(app_configs, **kwargs):
    """Report each language in which a feed opened in a browser would not explain itself."""
    return [
        Error(
            f"The language “{code}” has no stylesheet for its feeds.",
            hint=f"Write static/{stylesheet_name(code)}, like those of the other languages.",
            id="feeds.E001",
        )
        for code in codes()
        if not finders.find(stylesheet_name(code))
    ]
