"""What is owed: each page and feed item that must show emblem, statement and disclaimer, in each language."""

from addresses.paths import address
from blog.models import Post, Story
from evidence.report import Duty
from languages.codes import codes, others
from pages.models import Page
from projects.funding import shown_of, visibility
from projects.models import Phase, Project, ProjectText, Result


def owed():
    """Return the duties of the whole site, in few queries whatever the number of things."""
    return [
        *of_projects(public_projects()),
        *of_results(Result.objects.all()),
        *of_posts(Post.objects.all()),
        *of_pages(Page.objects.all()),
        *of_home(),
    ]


def owed_by(thing):
    """Return the duties of one thing: of its own pages and its items in feeds; none of a draft."""
    of_models = {Project: of_projects, Result: of_results, Post: of_posts, Page: of_pages}
    of_model = of_models.get(type(thing))
    return list(of_model(type(thing).objects.filter(pk=thing.pk))) if of_model else []


def public_projects():
    """Return the projects that have a page."""
    texts = ProjectText.objects.all()
    return Project.objects.published().filter(pk__in=texts.values("project")).order_by("slug")


def of_projects(projects):
    """Yield the duties of the pages of projects; a page without a text of its own shows another."""
    for project in projects.filter(pk__in=public_projects()).select_related("programme"):
        for language, path in project.paths().items():
            place = place_of(project, "project", project.acronym, path, language)
            yield from duties([project.grant], place)


def of_results(results):
    """Yield the duties of the pages of results, and of their items in the feed of results."""
    rows = results.with_page().select_related("project__programme").prefetch_related("texts")
    for result in rows.order_by("project__slug", "order", "pk"):
        grants = [result.project.grant]
        for language, path in result.paths().items():
            name = result.text_in(language).title
            yield from duties(grants, place_of(result, "result", name, path, language))
        for text in result.texts.all():
            feed = address("results_feed", text.language, format="rss")
            place = place_of(result, "feed_item", text.title, feed, text.language)
            yield from duties(grants, {**place, "item": text.uid.urn})


def of_posts(posts):
    """Yield the duties of posts about projects: of their pages, and of their items in feeds."""
    about = Story.objects.filter(projects__in=Project.objects.published())
    rows = posts.published().filter(story__in=about).with_grants().defer("body")
    with_page = set(public_projects().values_list("slug", flat=True))
    for post in rows:
        for language, path in post.paths().items():
            yield from duties(post.grants, place_of(post, "post", post.title, path, language))
        for feed in feeds_of(post, with_page):
            place = place_of(post, "feed_item", post.title, feed, post.language)
            yield from duties(post.grants, {**place, "item": post.uid.urn})


def feeds_of(post, with_page):
    """Return the addresses of the feeds of the site, and of the projects with a page, that a post is in."""
    slugs = [grant.slug for grant in post.grants if grant.slug in with_page]
    return [
        address("site_feed", post.language, format="rss"),
        *(address("project_feed", post.language, slug=slug, format="rss") for slug in slugs),
    ]


def of_pages(pages):
    """Yield the duties of plain pages that belong to projects."""
    linked = Page.projects.through.objects.filter(project__in=Project.objects.published())
    for page in pages.published().filter(pk__in=linked.values("page")).with_grants():
        for language, path in page.paths().items():
            yield from duties(page.grants, place_of(page, "page", page.title, path, language))


def of_home():
    """Yield the duties of the home page, which shows the emblem of each project that is running.

    Emblem and statement: disclaimers stand where there is something of the project to read.
    """
    running = public_projects().in_phase(Phase.CURRENT).select_related("programme")
    grants = [project.grant for project in running]
    for language in codes():
        path = address("home", language)
        place = {"kind": "home", "name": path, "path": path, "language": language}
        yield from duties(grants, place, has_disclaimer=False)


def place_of(thing, kind, name, path, language):
    """Return the fields of a ``Duty`` that say where a thing is shown."""
    return {
        "kind": kind,
        "name": name,
        "path": path,
        "language": language,
        "model": thing._meta.label_lower,
        "pk": thing.pk,
    }


def duties(grants, place, *, has_disclaimer=True):
    """Yield what a place must show of grants: a duty for each emblem with its statement."""
    language = place["language"]
    for shown, of_these in shown_of(grants, language):
        statement = shown.statement
        disclaimer = shown.disclaimer if has_disclaimer else None
        laws = dict.fromkeys(visibility(grant, language).law for grant in of_these)
        yield Duty(
            **place,
            statement=tuple(statement.lines),
            statement_language=statement.language,
            is_certain=shown.is_certain,
            disclaimer=disclaimer.words if disclaimer else "",
            disclaimer_language=disclaimer.language if disclaimer else "",
            law="; ".join(filter(None, laws)),
            projects=tuple(grant.slug for grant in of_these),
            translations=frozenset(
                visibility(grant, code).statement.words
                for grant in of_these
                for code in others(language)
            ),
        )
