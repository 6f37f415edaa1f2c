"""Plain pages in the sitemap."""

from addresses.paths import address
from pages.models import Page
from publishing.webpage.sitemaps import PublicSitemap


class PageSitemap(PublicSitemap):
    """Plain pages."""

    model = Page
    thing, image = "key", "lead_image__file"
    fields = ("path",)

    def location(self, item):
        return address("page", item["language"], path=item["path"])
