"""Pages that need more than one room: home, a project and a partner with their posts, errors."""

import sys
from http import HTTPStatus

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.db.models import OuterRef
from django.http import HttpResponse, HttpResponseRedirect, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request, override
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header

from addresses.links import to_address
from addresses.paths import absolute, address
from blog.models import Kind, Post
from blog.models.links import has_many_stories, stories_about
from blog.views.lists import NEXT, POSTS_A_PAGE, listed_in, upcoming_in
from delivery.conditional import NO_CACHE
from delivery.store.keeping import keep, keeping_of
from knowledgecity.context import frame_of
from knowledgecity.ties import partners_in_brief, projects_of
from languages.codes import codes
from pages.models import Promotion
from partners.views import PartnerPage
from people.views import PersonPage
from projects.funding import shown_of
from projects.models import Phase
from projects.views.lists import in_brief as projects_in_brief
from projects.views.page import ProjectPage
from publishing.kept import views as kept
from publishing.prepared import prepared
from publishing.webpage.head import Head
from publishing.webpage.schema import publisher, schema_node
from publishing.webpage.views import PublicView

# How many projects in progress can have their emblem on the home page.
MOST_RUNNING = 30
HOME_POSTS, HOME_PROJECTS, HOME_PARTNERS = 5, 6, 30
# Whose newest posts the home page shows; of events it shows the next ones.
NEWEST_OF = (Kind.PUBLICATION, Kind.NEWS)


def root(request):
    """Redirect to the home page in the visitor's language.

    Bulgarian if the browser states no language; English if it accepts only other languages.
    """
    response = HttpResponseRedirect(address("home", preferred_language(request.META)))
    response["Cache-Control"] = NO_CACHE
    patch_vary_headers(response, ["Accept-Language"])
    keep(request, response, preferred_language)
    return response


def preferred_language(environ):
    """Return the code of the visitor's language, from the header in a WSGI environment."""
    header = environ.get("HTTP_ACCEPT_LANGUAGE", "")
    wanted = [code.partition("-")[0] for code, _quality in parse_accept_lang_header(header)]
    known = [code for code in wanted if code in codes()]
    return known[0] if known else "en" if wanted else settings.LANGUAGE_CODE


class Home(PublicView):
    """What the cluster publishes, and which projects are in progress."""

    template_name = "knowledgecity/home.html"
    section = "home"

    def page_head(self):
        name = frame_of(self.request).name
        return Head(
            title=name,
            description=_(
                "Publications, news, EU projects and partners of a cluster that links business, "
                "science, education and the city."
            ),
            feeds=self.feeds("site_feed", name),
            data=[publisher(self.request), self.site(name)],
            **self.same_everywhere("home"),
        )

    def site(self, name):
        """Return the site as schema.org data."""
        return schema_node(
            type="WebSite",
            id=absolute("/#site"),
            name=name,
            url=absolute(self.address("home")),
            inLanguage=list(codes()),
            publisher=schema_node(id=absolute("/#cluster")),
        )

    def content(self, **kwargs):
        posts = list(on_home(self.language))
        projects = projects_in_brief(self.language, MOST_RUNNING)
        running = [project for project in projects if project.phase == Phase.CURRENT]
        promotion = (
            Promotion.objects.published().in_language(self.language).select_related("image").first()
        )
        return super().content(
            promotion=promotion,
            promoted_url=to_address(promotion.link, self.language) if promotion else "",
            lists=[
                {
                    "kind": kind,
                    "posts": [post for post in posts if post.kind == kind],
                    "address": self.address(kind.route),
                }
                for kind in NEWEST_OF
            ],
            upcoming=sorted(
                (post for post in posts if post.begins_at), key=lambda post: post.begins_at
            ),
            events_address=self.address("events"),
            projects=projects[:HOME_PROJECTS],
            funding=shown_of([project.grant for project in running], self.language),
            running=running,
            partners=partners_in_brief(self.language, HOME_PARTNERS),
            projects_address=self.address("projects"),
            partners_address=self.address("partners"),
            **kwargs,
        )


@prepared
def on_home(language):
    """Return the newest public posts of each list and the next events, as one query."""
    public = Post.objects.published().in_language(language)
    lists = [(public.of_kind(kind), HOME_POSTS) for kind in NEWEST_OF]
    # One key each: databases find these along an index, and rows "in this query or in that" not at all.
    keys = [
        posts.values("pk")[place : place + 1]
        for posts, number in (*lists, (public.upcoming(), NEXT))
        for place in range(number)
    ]
    return listed_in(language).filter(pk__in=keys)


class WithPostsMixin:
    """The page of a project, a partner or a person with posts: the newest, and the next events."""

    def public_texts(self):
        part_of = self.model.part_of
        whole = self.model._meta.get_field(part_of).related_model
        many = has_many_stories(whole, OuterRef(f"{part_of}_id"))
        return super().public_texts().annotate(has_many=many)

    def posts(self):
        """Return the newest public posts about the thing in the language of the page."""
        posts = Post.objects.published().in_language(self.language)
        posts = posts.about(self.thing, many=self.shown.has_many)
        return list(posts.slice(0, POSTS_A_PAGE).for_lists())

    def content(self, **kwargs):
        context = super().content(**kwargs)
        # A project has them already, for its timeline.
        posts = context["posts"] if "posts" in context else self.posts()
        stories = stories_about(type(self.thing), self.thing.pk)
        return {
            **context,
            "posts": posts,
            "has_events": any(post.begins_at for post in posts),
            "upcoming": list(upcoming_in(self.language).filter(story__in=stories)[:NEXT]),
        }


class ProjectPageWithPosts(WithPostsMixin, ProjectPage):
    """A project with the posts about it."""

    template_name = "knowledgecity/project.html"


class PartnerPageWithPosts(WithPostsMixin, PartnerPage):
    """A partner with its projects and the posts about it."""

    template_name = "knowledgecity/partner.html"

    def content(self, **kwargs):
        return {**super().content(**kwargs), "projects": projects_of(self.thing, self.language)}


class PersonPageWithPosts(WithPostsMixin, PersonPage):
    """A person with the posts that they wrote and the events that they are a guest of."""

    template_name = "knowledgecity/person.html"


def not_found(request, exception):
    """Return the 404 page in the language of the address, else in the visitor's."""
    response = render(request, "404.html", status=HTTPStatus.NOT_FOUND)
    if request.path_info.split("/", 2)[1] not in codes():
        patch_vary_headers(response, ["Accept-Language"])
    return response


def forbidden(request, exception):
    """Return the 403 page, in words that staff understand."""
    return render(request, "403.html", status=HTTPStatus.FORBIDDEN)


def server_error(request):
    """Return the 500 page, or the 503 page if the database is away; their templates make no query."""
    if not isinstance(sys.exc_info()[1], (OperationalError, InterfaceError)):
        return HttpResponseServerError(loader.render_to_string("500.html"))
    if keeping := keeping_of(request):
        keeping.is_database_away = True
    # The language middleware may not have been reached.
    first = request.path_info.split("/", 2)[1]
    with override(first if first in codes() else get_language_from_request(request)):
        context = {
            "is_desk": request.path_info.startswith(settings.STAFF_PATHS),
            "is_sent": request.method == "POST",
        }
        text = loader.render_to_string("503.html", context)
    headers = {"Retry-After": "30", "Cache-Control": "no-store"}
    return HttpResponse(text, status=HTTPStatus.SERVICE_UNAVAILABLE, headers=headers)


def csrf_failure(request, reason=""):
    """Answer a form with an invalid token: the way back to it if it is kept, else what became of it."""
    if answer := kept.rescued(request):
        return answer
    context = {"is_kept": request.is_kept}
    return render(request, "403_csrf.html", context, status=HTTPStatus.FORBIDDEN)
