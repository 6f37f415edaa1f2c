"""Addresses of posts in one language: lists, pages and every feed."""

from django.urls import path

from blog import feeds, views
from blog.models import Kind
from feeds.routes import feed_paths
from languages.sections import word
from publishing.webpage.routes import list_paths


def patterns(language):
    """Return the routes of each kind, of the page of all feeds, and of the feeds of other pages."""
    known = {"language": language}
    projects, partners = f"{word('projects', language)}/", f"{word('partners', language)}/"
    all_feeds = f"{word('feeds', language)}/"
    return [
        path(all_feeds, views.FeedsPage.as_view(), known, name="feeds"),
        *(route for kind in Kind for route in _of_kind(kind, language)),
        *feed_paths("", feeds.SiteFeed, "site_feed", known),
        *feed_paths(projects, feeds.ProjectsFeed, "projects_feed", known),
        *feed_paths(f"{projects}<slug:slug>/", feeds.ProjectFeed, "project_feed", known),
        *feed_paths(partners, feeds.PartnersFeed, "partners_feed", known),
        *feed_paths(f"{partners}<slug:slug>/", feeds.PartnerFeed, "partner_feed", known),
    ]


def _of_kind(kind, language):
    known, name = {"language": language, "kind": kind.value}, kind.route
    section = f"{word(kind.facts.section, language)}/"
    topic, series = (
        f"{section}{word(part, language)}/<slug:slug>/" for part in ("topic", "series")
    )
    return [
        *list_paths(section, views.PostList, name, known, feeds.KindFeed),
        *list_paths(f"{section}<int:year>/", views.YearList, f"{name}_year", known),
        *list_paths(topic, views.TopicList, f"{name}_topic", known, feeds.TopicFeed),
        *list_paths(series, views.SeriesList, f"{name}_series", known, feeds.SeriesFeed),
        path(f"{section}<slug:slug>/", views.PostPage.as_view(), known, name=f"{name}_post"),
    ]
