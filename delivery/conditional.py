"""Validators of public answers: ``ETag`` from the content, ``Last-Modified`` from the site.

RFC 9110, 8.8 and 13: a request that carries either validator and matches it gets 304; where both
are sent, ``If-None-Match`` decides.
"""

import hashlib
from datetime import UTC, timedelta

from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date


def last_modified(site, now=None):
    """Return the latest instant at which anything public changed, appeared or ended.

    ``site`` is the ``Version`` that was read before the first query of the answer.

    Whole seconds, rounded up, and a second more where a change and a moment fall together: later
    than needed at times, never too early. None while that second still lies ahead, because
    another change could still fall into it.
    """
    now = now or timezone.now()
    changed = site.changed_at.replace(microsecond=0)
    # One may have passed since the version was read.
    passed = site.upcoming is not None and site.upcoming <= now
    moment = site.upcoming if passed else site.latest
    if moment is not None:
        moment = (moment + timedelta(microseconds=999_999)).replace(microsecond=0)
        if moment == changed:
            changed += timedelta(seconds=1)
        changed = max(changed, moment)
    return changed if changed <= now else None


def validated(request, response, modified):
    """Give the response its validators, or answer 304.

    ``modified`` is the answer of ``last_modified``; the ETag is a hash of the content, so equal
    pages keep theirs whatever else changed on the site.
    """
    digest = hashlib.sha256(response.content).hexdigest()[:32]
    response["ETag"] = f'"{digest}"'
    if modified:
        response["Last-Modified"] = http_date(modified.timestamp())
    answer = get_conditional_response(
        request,
        etag=response["ETag"],
        last_modified=int(modified.astimezone(UTC).timestamp()) if modified else None,
        response=response,
    )
    if answer is not response and "Vary" in response:
        answer["Vary"] = response["Vary"]
    return answer
