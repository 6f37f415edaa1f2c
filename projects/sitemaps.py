"""Projects in the sitemap."""

from addresses.paths import address
from projects.models import ProjectText
from publishing.webpage.sitemaps import PublicSitemap

# Routes of lists that exist in every language.
LISTS = ("projects",)


class ProjectSitemap(PublicSitemap):
    """Projects, in each language in which they have a text."""

    model = ProjectText
    thing, image = "project_id", "project__logo__file"
    fields = ("project__slug",)
    prefix = "project__"

    def location(self, item):
        return address("project", item["language"], slug=item["project__slug"])
