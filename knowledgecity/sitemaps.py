"""The sitemap: the same objects as the site, by the same rule (sitemaps.org protocol 0.9)."""

from django.http import HttpResponse
from django.template.loader import render_to_string

from blog.models import Kind, Post
from delivery import version
from delivery.conditional import last_modified, validated
from languages.codes import codes
from pages.models import Page
from partners.models import OrganisationText
from projects.models import ProjectText
from publishing.addresses import absolute, address

# The later one is when a page last changed: it may have been written long before it appeared.
TIMES = ("changed_at", "published_at")
LISTS = ("home", "publications", "news", "projects", "partners", "members", "feeds")


def entries():
    """Yield ``(address, last change or None)`` of every public page."""
    for language in codes():
        for route in LISTS:
            yield absolute(address(route, language)), None
    yield from _posts()
    yield from _pages()
    yield from _gatherings("topic", "story__topics__slug")
    yield from _gatherings("series", "story__series__slug")
    yield from _things(ProjectText, "project", "project")
    yield from _things(OrganisationText, "organisation", "partner")


def _posts():
    posts = Post.objects.published().order_by("pk").values_list("kind", "language", "slug", *TIMES)
    for kind, language, slug, *times in posts.iterator():
        yield absolute(address(f"{Kind(kind).route}_post", language, slug=slug)), max(times)


def _pages():
    pages = Page.objects.published().order_by("pk").values_list("language", "path", *TIMES)
    for language, path, *times in pages.iterator():
        yield absolute(address("page", language, path=path)), max(times)


def _gatherings(name, lookup):
    """Yield the topics or series that have public posts."""
    posts = Post.objects.published().filter(**{f"{lookup}__isnull": False}).order_by()
    found = posts.values_list("kind", "language", lookup).distinct()
    for kind, language, slug in sorted(found):
        yield absolute(address(f"{Kind(kind).route}_{name}", language, slug=slug)), None


def _things(model, thing, route):
    """Yield projects or partners in each language in which they have a text."""
    rows = model.objects.published().order_by("pk")
    times = (f"{thing}__{time}" for time in TIMES)
    for language, slug, *instants in rows.values_list(
        "language", f"{thing}__slug", *times
    ).iterator():
        yield absolute(address(route, language, slug=slug)), max(instants)


def sitemap(request):
    """Answer the sitemap, with validators."""
    known = version.current()
    text = render_to_string("knowledgecity/sitemap.xml", {"entries": entries()})
    response = HttpResponse(text, content_type="application/xml; charset=utf-8")
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return validated(request, response, last_modified(known))
