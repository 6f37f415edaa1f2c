"""The sitemap: the sitemaps of the rooms, served by Django's views.

Each part is what Django calls a section, named as in its address: ``posts-2``. The index takes a
query for the site version and one for each entry of ``SITEMAPS``; a part takes three, lists four.
"""

from urllib.parse import urlsplit

from django.contrib.sitemaps import views

import blog.sitemaps
import pages.sitemaps
import partners.sitemaps
import projects.sitemaps
from addresses.paths import absolute
from delivery.conditional import validated

XML = "application/xml; charset=utf-8"


class ListSitemap(blog.sitemaps.ListSitemap):
    """Home and the lists of every room."""

    lists = ("home", *blog.sitemaps.LISTS, *projects.sitemaps.LISTS, *partners.sitemaps.LISTS)


SITEMAPS = {
    "lists": ListSitemap,
    "pages": pages.sitemaps.PageSitemap,
    "posts": blog.sitemaps.PostSitemap,
    "projects": projects.sitemaps.ProjectSitemap,
    "partners": partners.sitemaps.PartnerSitemap,
}


def sections(names):
    """Return the parts of these sitemaps by the name in their address."""
    return {f"{name}-{part.number}": part for name in names for part in SITEMAPS[name].parts()}


def index(request):
    """Serve the list of parts, each with its last change."""
    response = views.index(
        request, sections(SITEMAPS), content_type=XML, sitemap_url_name="sitemap_part"
    )
    for item in response.context_data["sitemaps"]:
        # Django took scheme and host from the request.
        item.location = absolute(urlsplit(item.location).path)
    return finished(request, response)


def part(request, section):
    """Serve one part; 404 if it has no pages."""
    name, _hyphen, _number = section.rpartition("-")
    response = views.sitemap(
        request,
        sections(SITEMAPS.keys() & {name}),
        section,
        template_name="knowledgecity/sitemap.xml",
        content_type=XML,
    )
    return finished(request, response)


def finished(request, response):
    """Return Django's response with the validators that all public responses have."""
    response.render()
    # Django's date is the newest change of what is listed: it misses what is gone.
    response.headers.pop("Last-Modified", None)
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return validated(request, response)
