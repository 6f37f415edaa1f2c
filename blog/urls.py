"""Addresses of posts in one language: lists, pages and every feed."""

from django.urls import path

from blog.feeds.lists import KindFeed, SeriesFeed, SiteFeed, TopicFeed
from blog.feeds.things import PartnerFeed, PartnersFeed, PersonFeed, ProjectFeed, ProjectsFeed
from blog.models import Kind
from blog.views.calendars import EventCalendar, EventsCalendar
from blog.views.feeds import FeedsPage
from blog.views.lists import EventList, PostList, SeriesList, TopicList, YearList
from blog.views.post import PostPage
from feeds.routes import feed_paths
from languages.sections import word
from publishing.webpage.routes import list_paths


def patterns(language):
    """Return the routes of each kind, of the page of all feeds, and of the feeds of other pages."""
    kwargs = {"language": language}
    projects, partners = f"{word('projects', language)}/", f"{word('partners', language)}/"
    all_feeds = f"{word('feeds', language)}/"
    return [
        path(all_feeds, FeedsPage.as_view(), kwargs, name="feeds"),
        *(route for kind in Kind for route in _of_kind(kind, language)),
        *feed_paths("", SiteFeed, "site_feed", kwargs),
        *feed_paths(projects, ProjectsFeed, "projects_feed", kwargs),
        *feed_paths(f"{projects}<slug:slug>/", ProjectFeed, "project_feed", kwargs),
        *feed_paths(partners, PartnersFeed, "partners_feed", kwargs),
        *feed_paths(f"{partners}<slug:slug>/", PartnerFeed, "partner_feed", kwargs),
        *feed_paths(f"{word('people', language)}/<slug:slug>/", PersonFeed, "person_feed", kwargs),
    ]


def _of_kind(kind, language):
    kwargs, name = {"language": language, "kind": kind.value}, kind.route
    section = f"{word(kind.facts.section, language)}/"
    is_event = kind == Kind.EVENT
    topic, series = (
        f"{section}{word(part, language)}/<slug:slug>/" for part in ("topic", "series")
    )
    return [
        *list_paths(section, EventList if is_event else PostList, name, kwargs, KindFeed),
        *list_paths(f"{section}<int:year>/", YearList, f"{name}_year", kwargs),
        *list_paths(topic, TopicList, f"{name}_topic", kwargs, TopicFeed),
        *list_paths(series, SeriesList, f"{name}_series", kwargs, SeriesFeed),
        path(f"{section}<slug:slug>/", PostPage.as_view(), kwargs, name=f"{name}_post"),
        *(_calendars(section, kwargs) if is_event else ()),
    ]


def _calendars(section, kwargs):
    calendar = "calendar.ics"
    return [
        path(f"{section}{calendar}", EventsCalendar.as_view(), kwargs, name="events_calendar"),
        path(
            f"{section}<slug:slug>/{calendar}",
            EventCalendar.as_view(),
            kwargs,
            name="event_calendar",
        ),
    ]
