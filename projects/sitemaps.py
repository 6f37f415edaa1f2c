"""Projects in the sitemap."""

from projects.models import ProjectText
from publishing.webpage.sitemaps import PublicSitemap

# Routes of lists that exist in every language.
LISTS = ("projects",)


class ProjectSitemap(PublicSitemap):
    """Projects, in each language in which they have a text."""

    model = ProjectText
    thing, image = "project_id", "project__logo__file"
    route, fields = "project", ("project__slug",)
    prefix = "project__"
