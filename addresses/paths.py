"""Addresses of this site, made from the names of its routes."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse


# A page contains a hundred addresses or more. Routes never change while a process runs.
@lru_cache(maxsize=10_000)
def address(name, language, **kwargs):
    """Return the path of a route in a language, for example ``address("project", "bg", slug="x")``."""
    return reverse(f"{language}:{name}", kwargs=kwargs)


def absolute(path):
    """Return a path of this site with scheme and host."""
    return settings.SITE_URL + path
