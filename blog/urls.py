"""Addresses of posts in one language: lists, pages and every feed."""

from django.urls import path

from blog import feeds, views
from blog.models import Kind
from feeds.routes import feed_paths
from languages.sections import word
from publishing.webpage.routes import list_paths


def patterns(language):
    """Return the routes of each kind, of the page of all feeds, and of the feeds of other pages."""
    kwargs = {"language": language}
    projects, partners = f"{word('projects', language)}/", f"{word('partners', language)}/"
    all_feeds = f"{word('feeds', language)}/"
    return [
        path(all_feeds, views.FeedsPage.as_view(), kwargs, name="feeds"),
        *(route for kind in Kind for route in _of_kind(kind, language)),
        *feed_paths("", feeds.SiteFeed, "site_feed", kwargs),
        *feed_paths(projects, feeds.ProjectsFeed, "projects_feed", kwargs),
        *feed_paths(f"{projects}<slug:slug>/", feeds.ProjectFeed, "project_feed", kwargs),
        *feed_paths(partners, feeds.PartnersFeed, "partners_feed", kwargs),
        *feed_paths(f"{partners}<slug:slug>/", feeds.PartnerFeed, "partner_feed", kwargs),
    ]


def _of_kind(kind, language):
    kwargs, name = {"language": language, "kind": kind.value}, kind.route
    section = f"{word(kind.facts.section, language)}/"
    topic, series = (
        f"{section}{word(part, language)}/<slug:slug>/" for part in ("topic", "series")
    )
    return [
        *list_paths(section, views.PostList, name, kwargs, feeds.KindFeed),
        *list_paths(f"{section}<int:year>/", views.YearList, f"{name}_year", kwargs),
        *list_paths(topic, views.TopicList, f"{name}_topic", kwargs, feeds.TopicFeed),
        *list_paths(series, views.SeriesList, f"{name}_series", kwargs, feeds.SeriesFeed),
        path(f"{section}<slug:slug>/", views.PostPage.as_view(), kwargs, name=f"{name}_post"),
    ]
