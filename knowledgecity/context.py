"""The frame of every public page: menu, latest posts, footer. Computed once per site version."""

from dataclasses import dataclass

from django.db.models import Subquery
from django.utils import timezone
from django.utils.functional import SimpleLazyObject, cached_property
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from addresses.paths import address
from blog.models import Kind
from blog.views import newest
from delivery import version
from delivery.memo import remember
from languages.codes import codes
from pages.menus import menus
from pages.models import SiteText
from pages.profiles import parts
from partners.models import OrganisationText

LATEST = 5


@dataclass(frozen=True)
class Link:
    """A link of the frame; ``section`` says which part of the site it leads to."""

    words: str
    url: str
    section: str = ""
    below: tuple = ()


class Frame:
    """What ``base.html`` shows around a page, in one language.

    It is kept with a site version and fetches each part when a page first asks: most pages show no
    latest posts. ``name`` is the cluster's own, ``latest`` are lists of links by kind of post.
    """

    def __init__(self, language):
        self.language = language
        self.home = address("home", language)
        self.search = address("search", language)
        self.feeds = address("feeds", language)
        self.manifest = address("manifest", language)

    @property
    def year(self):
        """The year of the clock, which no site version knows."""
        return timezone.localdate().year

    @cached_property
    def name(self):
        with override(self.language):
            return self.text.name_here or self.text.name_there or _("Sofia – Knowledge City")

    @cached_property
    def menu(self):
        with override(self.language):
            words = {
                "publications": _("Publications"),
                "news": _("News"),
                "projects": _("Projects"),
                "partners": _("Partners"),
            }
        sections = tuple(
            Link(word, address(route, self.language), route) for route, word in words.items()
        )
        return sections + self._pages("main")

    @cached_property
    def footer(self):
        """The pages of the footer."""
        return self._pages("footer")

    @cached_property
    def _menus(self):
        return menus(self.language)

    def _pages(self, menu):
        return tuple(
            Link(entry.words, entry.url, entry.section, tuple(entry.below))
            for entry in self._menus[menu]
        )

    @cached_property
    def text(self):
        """The row of words of this language, with the cluster's name in this and any language."""
        names = OrganisationText.objects.published().filter(organisation__is_cluster=True)
        names = names.values("name")
        here, there = names.filter(language=self.language), names.order_by("language")
        rows = SiteText.objects.annotate(
            name_here=Subquery(here[:1]), name_there=Subquery(there[:1])
        )
        return rows.get(language=self.language)

    @cached_property
    def profiles(self):
        """The social profiles of the footer, ``(name, address)``."""
        return tuple(parts(line) for line in self.text.profiles)

    @cached_property
    def latest(self):
        posts = newest(self.language, LATEST)
        return {
            kind.value: tuple(
                Link(post.title, post.get_absolute_url()) for post in posts if post.kind == kind
            )
            for kind in Kind
        }


def frame(request):
    """Give templates ``frame``; nothing is asked of the database until one uses it."""
    return {"frame": SimpleLazyObject(lambda: frame_of(request))}


def frame_of(request):
    """Return the ``Frame`` of a request, in the active language."""
    language = get_language()
    language = language if language in codes() else codes()[0]
    known = getattr(request, "site_version", None) or version.current()
    return remember(f"frame/{language}", lambda: Frame(language), known)
