"""How a view tells the page store that its response may be kept, and what it depends on.

The store puts a ``Keeping`` into the WSGI environment, which is the request's ``META``. There is none
where nothing may be kept: for staff, for other methods than GET and HEAD, without a store.
"""

from functools import lru_cache

from django.core.exceptions import SuspiciousOperation
from django.http import QueryDict
from django.utils.cache import patch_vary_headers

ENVIRON = "delivery.keeping"


class Keeping:
    """What is known about one response while it is made.

    ``site`` is the ``Version`` read before the first query. ``depends`` are functions of a WSGI
    environment: two requests for one path get the same response if all of them return the same.
    """

    def __init__(self):
        self.site = None
        self.is_kept = False
        self.is_database_away = False
        self.depends = ()

    def depend(self, *functions):
        """Say that responses for this path also depend on these functions of the environment."""
        self.depends += functions


def keeping_of(request):
    """Return the ``Keeping`` of a Django request, or None if nothing may be kept."""
    return request.META.get(ENVIRON)


def depend(request, *functions):
    """Say that the response to this request depends on these functions of the WSGI environment."""
    if keeping := keeping_of(request):
        keeping.depend(*functions)


def keep(request, response, *functions):
    """Let the store keep the response to a request; return whether there is a store.

    ``functions`` are what it depends on besides its path (``query`` for example). With a store, that is
    what compresses it and answers conditional requests.
    """
    keeping = keeping_of(request)
    if keeping is None:
        return False
    patch_vary_headers(response, ["Accept-Encoding"])
    keeping.depend(*functions)
    keeping.is_kept = True
    return True


def is_kept(request):
    """Return whether the store keeps, compresses and validates the response to this request."""
    keeping = keeping_of(request)
    return keeping is not None and keeping.is_kept


@lru_cache
def query(*names):
    """Return a function of the environment: the values of these parameters of the query string.

    As from ``request.GET.get``: the last one of a name, "" for none.
    """
    none = ("",) * len(names)

    def values(environ):
        text = environ.get("QUERY_STRING")
        if not text:
            return none
        try:
            asked = QueryDict(text) if any(name in text for name in names) else {}
        except SuspiciousOperation:
            # More parameters than anybody writes: then none counts.
            asked = {}
        return tuple(asked.get(name, "") for name in names)

    return values
