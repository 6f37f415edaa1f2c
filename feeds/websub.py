"""WebSub (W3C Recommendation of 2018): a hub notifies readers at once that a feed has something new.

The hub is another service, named in ``settings.WEBSUB_HUB``; without one feeds name none.
"""

from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

SECONDS = 10


class HubError(Exception):
    """The hub was not notified; ``worth_repeating`` says whether a retry may succeed."""

    def __init__(self, reason, *, worth_repeating):
        super().__init__(reason)
        self.worth_repeating = worth_repeating


class _NoRedirects(HTTPRedirectHandler):
    """Does not follow redirects: the hub is the one that the operator named."""

    def redirect_request(self, *args, **kwargs):
        return None


def link_header(url):
    """Return the ``Link`` header of a feed at this address (WebSub, section 4), or ""."""
    hub = settings.WEBSUB_HUB
    return f'<{hub}>; rel="hub", <{url}>; rel="self"' if hub else ""


def ping(urls):
    """Notify the hub that the feeds at these absolute addresses have changed.

    One form, as hubs have understood it since PubSubHubbub 0.3, section 7.1 (WebSub leaves it to
    publisher and hub). Raises ``HubError``.
    """
    form = urlencode({"hub.mode": "publish", "hub.url": urls}, doseq=True)
    # The settings accept only web addresses.
    request = Request(settings.WEBSUB_HUB, data=form.encode(), method="POST")  # noqa: S310
    try:
        with build_opener(_NoRedirects).open(request, timeout=SECONDS):
            pass
    except HTTPError as error:
        with error:
            busy = error.code >= 500 or error.code == 429
            msg = f"answered {error.code}"
            raise HubError(msg, worth_repeating=busy) from error
    except (URLError, OSError) as error:
        raise HubError(str(error), worth_repeating=True) from error
