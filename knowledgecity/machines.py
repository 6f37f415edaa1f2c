"""Addresses for machines: robots, security contact, manifest, health."""

from dataclasses import asdict
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.templatetags.static import static
from django.urls import reverse

from addresses.paths import absolute, address
from delivery import clock, health
from delivery.conditional import NO_CACHE, validated
from delivery.store.front import FRONT
from knowledgecity.context import frame_of
from languages.codes import codes

ICON_SIZES = (192, 512)
# The problems that keep the site from its work until the operator does something.
STOPPED = {"database", "migrations", "worker", "late_scheduled_tasks"}


def robots(request):
    """Tell robots where the sitemap is, and which sections to avoid."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('admin:index')}",
        "Disallow: /accounts/",
        f"Sitemap: {absolute(reverse('sitemap'))}",
    ]
    return plain_text(request, lines)


def plain_text(request, lines):
    """Return lines as a text that is kept like a page."""
    text = "\n".join(lines) + "\n"
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = NO_CACHE
    return validated(request, response)


def security(request):
    """Say where to report a vulnerability (RFC 9116); 404 if no contact is set."""
    contact = settings.SECURITY_CONTACT or frame_of(request).text.mail
    if not contact:
        raise Http404
    if not contact.startswith(("https://", "mailto:")):
        contact = f"mailto:{contact}"
    # Less than a year ahead, as the standard requires; the same text for a whole month.
    month = clock.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: {contact}",
        f"Expires: {month + timedelta(days=300):%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(codes())}",
        f"Canonical: {absolute(reverse('security'))}",
    ]
    return plain_text(request, lines)


def manifest(request, language):
    """Tell a phone the site's name and how it opens from the home screen (W3C app manifest)."""
    name = frame_of(request).name
    pictures = [
        {"src": static(f"brand/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in ICON_SIZES
    ]
    vector = {"src": static("icon.svg"), "sizes": "any", "type": "image/svg+xml"}
    response = JsonResponse(
        {
            "name": name,
            "short_name": name,
            "lang": language,
            "id": address("home", language),
            "start_url": address("home", language),
            "scope": "/",
            "display": "minimal-ui",
            "background_color": "#fffdf8",
            "theme_color": "#fffdf8",
            "icons": [vector, *pictures],
        },
        content_type="application/manifest+json",
        headers={"Cache-Control": NO_CACHE},
    )
    return validated(request, response)


def favicon(request):
    """Redirect to the icon: feed readers request it here without reading a page."""
    headers = {"Cache-Control": "public, max-age=86400"}
    return HttpResponseRedirect(static("brand/favicon.ico"), headers=headers)


def live(request):
    """Report that this process responds."""
    return JsonResponse({"live": True}, headers={"Cache-Control": "no-store"})


def ready(request):
    """Report what has stopped: 503 if the site cannot do its work, 200 otherwise.

    Tasks that failed are listed, but leave it at 200: a restart of the service does not help them.
    """
    problems = _problems()
    is_ready = STOPPED.isdisjoint(problem.what for problem in problems)
    front = request.META.get(FRONT)
    return JsonResponse(
        {
            "ready": is_ready,
            "problems": [asdict(problem) for problem in problems],
            # Of the worker that answers: each has its own.
            "store": front.counts() if front else {},
        },
        status=HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE,
        headers={"Cache-Control": "no-store"},
    )


def _problems():
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return [health.Problem("migrations")]
        return health.problems()
    except DatabaseError:
        return [health.Problem("database")]
