"""The frame of every public page: menu, footer. Computed once per site version."""

from dataclasses import dataclass
from functools import partial

from django.templatetags.static import static
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from addresses.links import to_address
from addresses.paths import absolute, address
from blog.models import Kind, Post
from delivery import clock
from delivery.memo import remember
from languages.codes import codes, others
from pages.menus import Link, menus
from pages.models import SiteText
from pages.profiles import parts
from publishing.webpage.head import switch
from publishing.webpage.schema import schema_node

# Posts on the pages for missing and removed addresses.
NEWEST = 3


@dataclass(frozen=True)
class Frame:
    """What ``base.html`` shows around a page, in one language; complete, because it is shared.

    ``name`` is the cluster's name, ``text`` the ``SiteText`` in this language; ``membership`` is the
    address of the page for those who want to become a member, ``contact`` that of the page with the contact
    form, each empty if there is none.
    """

    language: str
    name: str
    text: SiteText
    menu: tuple
    footer: tuple
    profiles: tuple
    year: int
    home: str
    search: str
    feeds: str
    manifest: str
    membership: str
    contact: str


def build(language):
    """Return the ``Frame`` of a language, in three queries."""
    text, menu = SiteText.objects.of_language(language), menus(language)
    with override(language):
        sections = {
            **{kind.route: str(kind.facts.name) for kind in Kind},
            "projects": _("Projects"),
            "partners": _("Partners"),
        }
        name = str(text.name)
    return Frame(
        language=language,
        name=name,
        text=text,
        menu=(
            *(Link(label, address(route, language), route) for route, label in sections.items()),
            *menu["main"],
        ),
        footer=tuple(menu["footer"]),
        profiles=tuple(parts(line) for line in text.profiles),
        year=clock.today().year,
        membership=to_address(text.membership, language),
        contact=text.contact,
        **{route: address(route, language) for route in ("home", "search", "feeds", "manifest")},
    )


@dataclass(frozen=True)
class WaysOn:
    """What the pages for missing and removed addresses offer: newest posts, and the other languages.

    ``newest`` are ``(title, path, day, day in words)``; ``switches`` lead to the home pages.
    """

    newest: tuple
    switches: tuple


def frame(request):
    """Give templates ``frame`` and ``ways_on``; there is no query until one uses them."""
    return {
        "frame": SimpleLazyObject(lambda: frame_of(request)),
        "ways_on": SimpleLazyObject(lambda: ways_on_of(request)),
    }


def frame_of(request):
    """Return the ``Frame`` of a request, in the active language."""
    return frame_in(active_language(), request)


def active_language():
    """Return the active language if the site has it, else its first one."""
    language = get_language()
    return language if language in codes() else codes()[0]


def ways_on_of(request):
    """Return the ``WaysOn`` in the active language, built once per site version."""
    language = active_language()

    def ways_on():
        posts = Post.objects.published().in_language(language)
        posts = posts.only("title", "slug", "kind", "language", "shown_on", "begins_at")[:NEWEST]
        return WaysOn(
            newest=tuple(
                (post.title, post.get_absolute_url(), post.day, post.day.format(brief=True))
                for post in posts
            ),
            switches=tuple(switch(code, address("home", code)) for code in others(language)),
        )

    return remember(f"ways_on/{language}", ways_on, request.site_version)


def frame_in(language, request):
    """Return the ``Frame`` of a language, built once per site version and at most once per request."""
    frames = request.__dict__.setdefault("frames", {})
    if language not in frames:
        frames[language] = remember(
            f"frame/{language}", partial(build, language), request.site_version
        )
    return frames[language]


def publisher(request):
    """Return the publisher of this site as schema.org data: the cluster, named as in the footer."""
    frame = frame_of(request)
    logo = schema_node(
        type="ImageObject", url=absolute(static("brand/icon-512.png")), width=512, height=512
    )
    return schema_node(
        type="Organization",
        id=absolute("/#cluster"),
        name=frame.name,
        url=absolute(frame.home),
        logo=logo,
        email=frame.text.mail,
        telephone=frame.text.phone,
        sameAs=[url for _name, url in frame.profiles],
    )
