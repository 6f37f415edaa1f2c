"""The structured data of a page: schema.org as JSON-LD.

Every builder returns a dict for ``Head.data``; ``None`` and empty values are left out, so that nothing
unknown is claimed.
"""

import json
from collections.abc import Callable

from django.utils.safestring import mark_safe

# What would end the element or start a comment in HTML, as JSON may write it (as Django's json_script).
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


_publishers: list[Callable] = []


def register(describe: Callable):
    """Register the callable that describes, for a request, the organisation publishing this site."""
    _publishers[:] = [describe]


def publisher(request):
    """Return the organisation publishing this site, with name and logo; empty if none is registered."""
    return next((describe(request) for describe in _publishers), {})


def schema_node(**values):
    """Return the values that are not empty; ``type`` and ``id`` become ``@type`` and ``@id``."""
    names = {"type": "@type", "id": "@id"}
    return {names.get(name, name): value for name, value in values.items() if value}


def breadcrumbs(trail):
    """Return a ``BreadcrumbList`` of ``(label, absolute address)``, or None for fewer than two."""
    if len(trail) < 2:
        return None
    items = [
        {"@type": "ListItem", "position": position, "name": label, "item": url}
        for position, (label, url) in enumerate(trail, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def as_script(data):
    """Return the ``<script>`` element with the data of a page, or nothing. No browser runs it."""
    graph = [part for part in data if part]
    if not graph:
        return ""
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    # All of it was escaped above: what staff typed cannot break out of the element.
    return mark_safe(f'<script type="application/ld+json">{text.translate(ESCAPES)}</script>')  # noqa: S308
