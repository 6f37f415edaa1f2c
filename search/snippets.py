"""What a hit shows: the words searched for, as the author wrote them."""

from django.utils.html import escape
from django.utils.safestring import mark_safe

from search.words import forms, words

LENGTH = 240


def highlighted(text, asked):
    """Return a text as HTML with the words searched for marked."""
    out, done = [], 0
    for start, end, word in words(text):
        if asked & set(forms(word)):
            out += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
            done = end
    # Every part was escaped above.
    return mark_safe("".join([*out, escape(text[done:])]))  # noqa: S308


def snippet(text, asked):
    """Return the part of a text around the first word found, as HTML; else its beginning."""
    first = next((start for start, _end, word in words(text) if asked & set(forms(word))), 0)
    begin = max(0, first - LENGTH // 3)
    if begin:
        begin = text.find(" ", begin) + 1 or begin
    end = begin + LENGTH
    if end < len(text):
        end = max(text.rfind(" ", begin, end), begin + LENGTH // 2)
    part = highlighted(text[begin:end], asked)
    return mark_safe(f"{'… ' if begin else ''}{part}{' …' if end < len(text) else ''}")  # noqa: S308
