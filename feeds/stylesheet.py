"""The stylesheet of a feed that somebody opens in a browser."""

from django.templatetags.static import static


def stylesheet_name(language):
    """Return the name of the static file that explains feeds in a language."""
    return f"css/feed-{language}.css"


def stylesheet(language):
    """Return its address; without one for the language, that of the sheet without words."""
    try:
        return static(stylesheet_name(language))
    except ValueError:
        # The manifest of static files lacks it; feeds/checks.py reports that at every start.
        return static("css/feed.css")
