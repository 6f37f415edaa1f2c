"""The words used in addresses, in each language.

They are part of the site's addresses, not of its translation: changing one breaks links, so they
are here and not in message files, where a translator could change them.
"""

SECTIONS = {
    "blog": {"en": "blog", "bg": "blog"},
    "news": {"en": "news", "bg": "novini"},
    "projects": {"en": "projects", "bg": "proekti"},
    "results": {"en": "results", "bg": "rezultati"},
    "partners": {"en": "partners", "bg": "partnyori"},
    "members": {"en": "members", "bg": "chlenove"},
    "events": {"en": "events", "bg": "sabitia"},
    "people": {"en": "people", "bg": "hora"},
    "search": {"en": "search", "bg": "tarsene"},
    "feeds": {"en": "feeds", "bg": "feeds"},
}
PARTS = {
    "page": {"en": "page", "bg": "stranitsa"},
    "topic": {"en": "topic", "bg": "tema"},
    "series": {"en": "series", "bg": "poreditsa"},
}


def word(name, language):
    """Return the word of an address, for example ``word("news", "bg") == "novini"``.

    A language without a word of its own uses the English one.
    """
    words = SECTIONS.get(name) or PARTS[name]
    return words.get(language, words["en"])


def reserved():
    """Return every word that slugs may not use."""
    tables = (*SECTIONS.values(), *PARTS.values())
    return frozenset(word for table in tables for word in table.values())
