"""The feeds that contain a post."""

from addresses.paths import absolute, address
from blog.models import Kind
from feeds.view import FORMATS
from partners.models import Organisation
from people.models import Person
from projects.models import Project


def feeds_with(post):
    """Return the absolute addresses of all feeds, in every format, that contain a public post."""
    story, route = post.story, Kind(post.kind).route
    routes = [("site_feed", {}), (f"{route}_feed", {})]
    routes += [(f"{route}_topic_feed", {"slug": topic.slug}) for topic in story.topics.all()]
    if story.series:
        routes.append((f"{route}_series_feed", {"slug": story.series.slug}))
    projects = Project.objects.published().filter(stories=story)
    partners = Organisation.objects.published().partners().filter(stories=story)
    people = Person.objects.published().filter(stories=story)
    for all_of_them, one, things in (
        ("projects_feed", "project_feed", projects),
        ("partners_feed", "partner_feed", partners),
        (None, "person_feed", people),
    ):
        slugs = list(things.order_by("slug").values_list("slug", flat=True))
        routes += [(all_of_them, {})] if slugs and all_of_them else []
        routes += [(one, {"slug": slug}) for slug in slugs]
    return [
        absolute(address(name, post.language, format=form, **values))
        for name, values in routes
        for form in FORMATS
    ]
