"""The byline of a post, with links to the authors that it names."""

from django.utils.html import format_html, format_html_join


def byline(words, authors):
    """Return a byline as HTML; each author (a text with ``name`` and ``path``) is a link.

    An author whom the words do not name follows them.
    """
    left_over = []
    parts = [words]
    for author in authors:
        before, name, after = parts[-1].partition(author.name)
        if name:
            parts[-1:] = [before, link(author), after]
        else:
            left_over.append(link(author))
    shown = format_html_join("", "{}", ((part,) for part in parts))
    return format_html_join(", ", "{}", ((part,) for part in (shown, *left_over) if part))


def link(author):
    """Return a link to the page of an author."""
    return format_html('<a href="{}" rel="author">{}</a>', author.path, author.name)
