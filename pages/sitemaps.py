"""Plain pages in the sitemap."""

from pages.models import Page
from publishing.webpage.sitemaps import PublicSitemap


class PageSitemap(PublicSitemap):
    """Plain pages."""

    model = Page
    thing, image = "key", "lead_image__file"
    route, fields = "page", ("path",)
