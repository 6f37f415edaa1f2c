"""Checks that no room can do alone: rights on every model, and addresses that must fit their columns."""

import re

from django.conf import settings
from django.core.checks import Error

from addresses.models import Address
from knowledgecity import rights
from languages.codes import codes
from languages.slugs import MAX_LENGTH
from pages.models import Page
from search.models import Entry

# A part of a route, as ``path()`` writes it.
PART = re.compile(r"<(\w+):\w+>")


def check_rights(app_configs, **kwargs):
    """Report each model and each right in the table of groups that does not exist."""
    return [
        Error(
            f"{group} get the right “{right}” of {model}, which has no such right."
            if right
            else f"{group} get rights of {model}, which does not exist.",
            hint="Correct the table in knowledgecity/rights.py.",
            id="knowledgecity.E002" if right else "knowledgecity.E001",
        )
        for group, model, right in rights.unknown()
    ]


def check_rooms(app_configs, **kwargs):
    """Report each package of the project that is in no list of apps: its models and checks do nothing."""
    packages = {path.parent.name for path in settings.BASE_DIR.glob("*/__init__.py")} - {"tests"}
    installed = {name.partition(".")[0] for name in settings.INSTALLED_APPS}
    return [
        Error(
            f"The room “{name}” is not in INSTALLED_APPS.",
            hint="Add it, above the rooms that it imports (docs/map.md), or delete its folder.",
            id="knowledgecity.E004",
        )
        for name in sorted(packages - installed)
    ]


def check_path_lengths(app_configs, **kwargs):
    """Report each column of paths that is shorter than the longest address of a thing."""
    longest = max((path for code in codes() for path in longest_paths(code)), key=len)
    columns = [model._meta.get_field("path") for model in (Address, Entry)]
    return [
        Error(
            f"Addresses may have {len(longest)} characters, this column takes {column.max_length}.",
            hint=f"Let max_length be {len(longest)} or more, and make a migration.",
            obj=column,
            id="knowledgecity.E003",
        )
        for column in columns
        if column.max_length < len(longest)
    ]


def longest_paths(language):
    """Yield the longest path of each route of a language that leads to a thing."""
    from knowledgecity.urls import in_language

    lengths = {
        "slug": MAX_LENGTH,
        "project": MAX_LENGTH,
        "pagepath": Page._meta.get_field("path").max_length,
    }
    for route in in_language(language):
        path = f"/{language}/{route.pattern}"
        # Pages of lists, years and formats of feeds are not stored.
        if lengths.keys() >= set(PART.findall(path)):
            yield PART.sub(lambda part: "x" * lengths[part[1]], path)
