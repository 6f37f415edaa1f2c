"""People in the sitemap."""

from people.models import PersonText
from publishing.webpage.sitemaps import PublicSitemap

# Routes of lists that exist in every language.
LISTS = ("people",)


class PersonSitemap(PublicSitemap):
    """People, in each language in which they have a text."""

    model = PersonText
    thing, image = "person_id", "person__picture__file"
    route, fields = "person", ("person__slug",)
    prefix = "person__"
