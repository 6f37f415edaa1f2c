"""The sitemap: the same objects as the site, by the same rule.

An index of parts (sitemaps.org protocol 0.9), with pictures (Google's image sitemap 1.1) and the
same page in other languages (``xhtml:link``).
"""

from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import F, Max, Value
from django.db.models.functions import Greatest
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from addresses.paths import absolute, address
from blog.models import Kind, Post
from delivery.conditional import validated
from languages.codes import codes
from library.models import Image
from pages.models import Page
from partners.models import OrganisationText
from projects.models import ProjectText

# The protocol allows 50,000 addresses in a file. A part holds the stories of a range of keys, so that
# a new one changes the last part only.
STORIES = 10_000
LISTS = ("home", "publications", "news", "projects", "partners", "members", "feeds")


def changed(prefix=""):
    """Return when something last changed; it may have been written long before it appeared."""
    return Greatest(F(f"{prefix}changed_at"), F(f"{prefix}published_at"))


@dataclass
class Entry:
    """One page: absolute addresses of it, of its languages ``(code, url)``, of its pictures."""

    url: str
    changed: object = None
    alternates: list = field(default_factory=list)
    images: list = field(default_factory=list)


def families(rows):
    """Yield an ``Entry`` for each ``(key, language, path, changed, image)``; a key is one family.

    ``rows`` are sorted by key; ``image`` is the name of a file, or empty.
    """
    storage = Image._meta.get_field("file").storage
    for _key, family in groupby(rows, lambda row: row[0]):
        members = list(family)
        places = [(language, absolute(path)) for _key, language, path, *_rest in members]
        alternates = places if len(places) > 1 else []
        for (_language, url), (*_row, when, image) in zip(places, members, strict=True):
            images = [absolute(storage.url(image))] if image else []
            yield Entry(url, when, alternates, images)


class Section:
    """What one kind of part holds; subclasses say which rows, and how they become pages."""

    # From a row to the thing whose life cycle it shares.
    prefix = ""

    def parts(self):
        """Return ``[(number, last change)]``, in one query."""
        when = self.rows().order_by().aggregate(when=Max(changed(self.prefix)))["when"]
        return [(1, when)] if when else []

    def rows(self):
        """Return the public rows."""
        raise NotImplementedError

    def entries(self, number):
        """Yield the ``Entry`` of every page of a part."""
        raise NotImplementedError


class Posts(Section):
    """Publications and news."""

    def rows(self):
        return Post.objects.published()

    def parts(self):
        # Whole numbers: both databases drop what is left of the division.
        rows = self.rows().order_by().annotate(part=F("story_id") / Value(STORIES))
        found = rows.values("part").annotate(when=Max(changed())).order_by("part")
        return [(part + 1, when) for part, when in found.values_list("part", "when")]

    def entries(self, number):
        first = (number - 1) * STORIES
        posts = self.rows().filter(story_id__gte=first, story_id__lt=first + STORIES)
        posts = posts.order_by("story_id", "-language").values_list(
            "story_id", "kind", "language", "slug", changed(), "lead_image__file"
        )
        return families(
            (story, language, address(f"{Kind(kind).route}_post", language, slug=slug), when, image)
            for story, kind, language, slug, when, image in posts.iterator()
        )


class Pages(Section):
    """Plain pages."""

    def rows(self):
        return Page.objects.published()

    def entries(self, number):
        pages = (
            self.rows()
            .order_by("key", "-language")
            .values_list("key", "language", "path", changed(), "lead_image__file")
        )
        return families(
            (key, language, address("page", language, path=path), when, image)
            for key, language, path, when, image in pages.iterator()
        )


class Things(Section):
    """Projects or partners, in each language in which they have a text."""

    def __init__(self, model, route):
        self.model, self.route = model, route
        self.thing, self.prefix = model.part_of, f"{model.part_of}__"

    def rows(self):
        return self.model.objects.published()

    def entries(self, number):
        slug, logo = f"{self.prefix}slug", f"{self.prefix}logo__file"
        texts = (
            self.rows()
            .order_by(f"{self.thing}_id", "-language")
            .values_list(f"{self.thing}_id", "language", slug, changed(self.prefix), logo)
        )
        return families(
            (key, language, address(self.route, language, slug=slug), when, image)
            for key, language, slug, when, image in texts.iterator()
        )


class Lists(Section):
    """Home, lists, topics and series; a list changes with the newest of what stands in it."""

    def rows(self):
        return Post.objects.published()

    def parts(self):
        return [(1, max((when for _number, when in Posts().parts()), default=None))]

    def entries(self, number):
        for route in LISTS:
            places = [(code, absolute(address(route, code))) for code in codes()]
            yield from (Entry(url, None, places) for _code, url in places)
        yield from self._gatherings("topic", "story__topics__slug")
        yield from self._gatherings("series", "story__series__slug")

    def _gatherings(self, name, lookup):
        """Yield the topics or series that have public posts."""
        posts = self.rows().filter(**{f"{lookup}__isnull": False}).order_by()
        found = posts.values_list(lookup, "kind", "language").annotate(when=Max(changed()))
        rows = (
            (
                (slug, kind),
                language,
                address(f"{Kind(kind).route}_{name}", language, slug=slug),
                when,
            )
            for slug, kind, language, when in sorted(found, key=lambda row: row[:3])
        )
        return families((*row, "") for row in rows)


SECTIONS = {
    "lists": Lists(),
    "pages": Pages(),
    "posts": Posts(),
    "projects": Things(ProjectText, "project"),
    "partners": Things(OrganisationText, "partner"),
}


def answer(request, template, context):
    """Return a file of the sitemap, with validators."""
    text = render_to_string(f"knowledgecity/{template}", context)
    response = HttpResponse(text, content_type="application/xml; charset=utf-8")
    response["Cache-Control"] = "public, max-age=0, must-revalidate"
    return validated(request, response)


def index(request):
    """Answer the list of parts, each with its last change."""
    parts = [
        (absolute(reverse("sitemap_part", args=[name, number])), when)
        for name, section in SECTIONS.items()
        for number, when in section.parts()
    ]
    return answer(request, "sitemap_index.xml", {"parts": parts})


def part(request, name, number):
    """Answer one part; one without a page does not exist."""
    entries = (
        list(SECTIONS[name].entries(number)) if name in SECTIONS and 0 < number < 10**9 else []
    )
    if not entries:
        raise Http404
    return answer(request, "sitemap.xml", {"entries": entries})
