"""Posts and their lists in the sitemap."""

from django.db.models import F, Max, Value

from addresses.paths import address
from blog.models import Kind, Post
from languages.codes import codes
from publishing.webpage.sitemaps import PublicSitemap, changed

# The protocol allows 50,000 addresses in a file. A part holds the stories of a range of keys, so that a
# new one changes the last part only; small parts are made quickly however many stories there are.
STORIES = 100
# Routes of lists that exist in every language.
LISTS = (*(kind.route for kind in Kind), "feeds")


class PostSitemap(PublicSitemap):
    """Publications and news."""

    model = Post
    thing, image = "story_id", "lead_image__file"
    fields = ("kind", "slug")

    @classmethod
    def parts(cls):
        # Integers: both databases drop the remainder of the division.
        rows = cls.rows().annotate(part=F("story_id") / Value(STORIES) + 1)
        found = rows.values("part").annotate(latest=Max(changed())).order_by("part")
        return [cls(part, latest) for part, latest in found.values_list("part", "latest")]

    def rows_of_part(self):
        first = (self.number - 1) * STORIES
        return self.rows().filter(story_id__gte=first, story_id__lt=first + STORIES)

    def location(self, item):
        route = f"{Kind(item['kind']).route}_post"
        return address(route, item["language"], slug=item["slug"])


class ListSitemap(PublicSitemap):
    """Lists, which exist in every language, and the topics and series that have public posts."""

    model = Post
    # A topic changes with any of its posts.
    reads_everything = True
    lists: tuple[str, ...] = LISTS

    @classmethod
    def parts(cls):
        # The lists exist before the first post does.
        return [cls(latest=cls.last_change())]

    def items(self):
        if self.number > 1:
            return
        for route in self.lists:
            for language in codes():
                yield self.item(route, language)
        yield from self.gatherings("topic", "story__topics__slug")
        yield from self.gatherings("series", "story__series__slug")

    def gatherings(self, name, lookup):
        """Yield topics or series; they change with their newest post."""
        posts = self.rows().filter(**{f"{lookup}__isnull": False})
        found = posts.values_list(lookup, "kind", "language").annotate(latest=Max(changed()))
        for slug, kind, language, latest in found.order_by(lookup, "kind", "language"):
            yield self.item(f"{Kind(kind).route}_{name}", language, latest, slug=slug)

    def item(self, route, language, lastmod=None, **kwargs):
        """Return a list as an item; its languages share route and arguments."""
        return {
            "thing": (route, kwargs),
            "language": language,
            "path": address(route, language, **kwargs),
            "lastmod": lastmod,
            "image": "",
        }

    def location(self, item):
        return item["path"]
