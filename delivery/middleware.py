"""The site version and the ``now`` of a request."""

from django.utils.functional import SimpleLazyObject

from delivery import clock, version
from delivery.store.keeping import keeping_of


class SiteVersionMiddleware:
    """Gives each request ``site_version`` (a ``Version``), read when it is first used.

    For what the page store may keep it is read here, before the first query. Its ``now`` is what
    ``delivery.clock`` returns during the request: no page reads the clock twice.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if keeping := keeping_of(request):
            request.site_version = keeping.site = version.current()
        else:
            request.site_version = SimpleLazyObject(version.current)
        with clock.following(lambda: request.site_version.now):
            return self.get_response(request)
