"""The sitemap: the sitemaps of the rooms, served by Django's views.

Each part is a section in Django's words, named as in its address: ``posts-2``. A part costs a query
for the site version and one for its pages, lists three; the index one for each entry of ``SITEMAPS``.
"""

import re
from functools import partial
from urllib.parse import urlsplit

from django.contrib.sitemaps import views
from django.http import Http404, HttpResponse

import blog.sitemaps
import pages.sitemaps
import partners.sitemaps
import people.sitemaps
import projects.sitemaps
from addresses.paths import absolute
from delivery.conditional import NO_CACHE, validated
from delivery.memo import remember

NUMBER = re.compile("[1-9][0-9]{0,6}")
XML = "application/xml; charset=utf-8"


class ListSitemap(blog.sitemaps.ListSitemap):
    """Home and the lists of every room."""

    lists = (
        *("home", *blog.sitemaps.LISTS, *projects.sitemaps.LISTS),
        *(*people.sitemaps.LISTS, *partners.sitemaps.LISTS),
    )


SITEMAPS = {
    "lists": ListSitemap,
    "pages": pages.sitemaps.PageSitemap,
    "posts": blog.sitemaps.PostSitemap,
    "projects": projects.sitemaps.ProjectSitemap,
    "results": projects.sitemaps.ResultSitemap,
    "people": people.sitemaps.PersonSitemap,
    "partners": partners.sitemaps.PartnerSitemap,
}


@views.x_robots_tag
def index(request):
    """Serve the list of parts, each with its last change; made once per site version."""
    content = remember("sitemap", partial(index_content, request), request.site_version)
    return finished(request, HttpResponse(content, content_type=XML))


def index_content(request):
    """Return the index as bytes."""
    parts = [(name, part) for name, sitemap in SITEMAPS.items() for part in sitemap.parts()]
    sections = {f"{name}-{part.number}": part for name, part in parts}
    response = views.index(request, sections, sitemap_url_name="sitemap_part")
    for item in response.context_data["sitemaps"]:
        # Django took scheme and host from the request.
        item.location = absolute(urlsplit(item.location).path)
    return response.render().content


@views.x_robots_tag
def part(request, section):
    """Serve one part; 404 if it has no pages."""
    name, _hyphen, number = section.rpartition("-")
    if name not in SITEMAPS or not NUMBER.fullmatch(number):
        raise Http404
    sitemap = SITEMAPS[name](int(number))
    content = partial(part_content, request, section, sitemap)
    if sitemap.reads_everything:
        content = partial(remember, f"sitemap/{section}", content, request.site_version)
    return finished(request, HttpResponse(content(), content_type=XML))


def part_content(request, section, sitemap):
    """Return a part as bytes. Raises ``Http404`` if it has no pages."""
    template = "knowledgecity/sitemap.xml"
    response = views.sitemap(request, {section: sitemap}, section, template_name=template)
    if not response.context_data["urlset"]:
        raise Http404
    return response.render().content


def finished(request, response):
    """Return a response with the validators that all public responses have."""
    response["Cache-Control"] = NO_CACHE
    return validated(request, response)
