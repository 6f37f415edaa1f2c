"""The views of the minimal project: at most three plain queries each, and one template."""

from django.core.wsgi import get_wsgi_application
from django.shortcuts import render
from django.urls import path
from django.utils.timezone import now

application = get_wsgi_application()

from blog.models import Post, Story  # noqa: E402 (models need the line above)

FIELDS = ["story_id", "kind", "slug", "title", "lead", "shown_on", "byline", "lead_image__file"]


def posts():
    """Return what is published in English, newest first."""
    public = Post.objects.filter(language="en", status="published", published_at__lte=now())
    return public.exclude(expires_at__lte=now()).order_by("-published_at")


def with_topics(rows):
    """Return rows as dictionaries, each with the labels of its topics and the name of its picture."""
    rows, topics = list(rows), {}
    links = Story.topics.through.objects.filter(story__in=[row["story_id"] for row in rows])
    for story, label in links.order_by("topic__slug").values_list("story_id", "topic__label"):
        topics.setdefault(story, []).append(label["en"])
    for row in rows:
        row["topics"] = topics.get(row["story_id"], [])
        row["picture"] = (row["lead_image__file"] or "").removesuffix(".png")
    return rows


def newest():
    """Return the five newest items of news."""
    return posts().filter(kind="news").values("slug", "title")[:5]


def post_list(request):
    rows = with_topics(posts().filter(kind="publication").values(*FIELDS)[:20])
    return render(request, "list.html", {"posts": rows, "newest": newest()})


def article(request, slug):
    rows = with_topics(posts().filter(kind="publication", slug=slug).values(*FIELDS, "body"))
    return render(request, "article.html", {"post": rows[0], "newest": newest()})


def feed(request):
    rows = with_topics(posts().values(*FIELDS, "body", "uid", "published_at")[:20])
    return render(request, "feed.html", {"posts": rows}, content_type="application/rss+xml")


urlpatterns = [
    path("en/blog/", post_list),
    path("en/blog/<slug:slug>/", article),
    path("en/feed.rss", feed),
]
