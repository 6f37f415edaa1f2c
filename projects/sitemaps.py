"""Projects and results in the sitemap."""

from addresses.paths import address
from projects.models import ProjectText, ResultText
from publishing.webpage.sitemaps import PublicSitemap

# Routes of lists that exist in every language.
LISTS = ("projects", "results")


class ProjectSitemap(PublicSitemap):
    """Projects, in each language in which they have a text."""

    model = ProjectText
    thing, image = "project_id", "project__logo__file"
    route, fields = "project", ("project__slug",)
    prefix = "project__"


class ResultSitemap(PublicSitemap):
    """Results with a page, in each language in which they have a text."""

    model = ResultText
    thing, image = "result_id", "result__project__logo__file"
    route, fields = "result", ("result__slug", "result__project__slug")
    prefix = "result__"

    @classmethod
    def rows(cls):
        return cls.model.objects.with_page().order_by()

    def location(self, item):
        values = {"project": item["result__project__slug"], "slug": item["result__slug"]}
        return address(self.route, item["language"], **values)
