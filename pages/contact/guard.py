"""From where a message may come, and how many."""

import ipaddress
from datetime import timedelta

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import Count, Q
from django.utils.crypto import salted_hmac

from delivery import clock
from pages.models import Message

HOUR = timedelta(hours=1)
# Messages within an hour: from one address, and in all.
FROM_ONE, IN_ALL = 5, 60
# Who has an IPv6 address usually has all of this network.
NETWORK = 64


def is_from_here(request):
    """Return whether a form was sent by a page of this site.

    Every browser of the last years says so itself; what says nothing is no browser, and nobody's cookies
    are with it.
    """
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    own = f"{request.scheme}://{request.get_host()}"
    return origin in {own, *settings.CSRF_TRUSTED_ORIGINS}


def sender_of(request):
    """Return a keyed hash of the address that a request came from; never the address itself.

    It is known behind proxies as it is for signing in (``TRUSTED_PROXIES``); unknown ones are one sender.
    """
    try:
        address = ipaddress.ip_address(get_adapter(request).get_client_ip(request))
    except (PermissionDenied, ImproperlyConfigured, ValueError):
        return ""
    if address.version == 6:
        address = ipaddress.ip_network((address, NETWORK), strict=False)
    return salted_hmac("pages.contact.sender", str(address), algorithm="sha256").hexdigest()


def is_too_much(sender):
    """Return whether one more message would exceed the limits, which all workers share; one query.

    Rough by as many messages as arrive at the same instant.
    """
    lately = Message.objects.filter(received_at__gt=clock.now() - HOUR)
    count = lately.aggregate(all=Count("pk"), mine=Count("pk", filter=Q(sender=sender)))
    return count["mine"] >= FROM_ONE or count["all"] >= IN_ALL
