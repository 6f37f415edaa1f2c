"""Partners in the sitemap."""

from partners.models import OrganisationText
from publishing.webpage.sitemaps import PublicSitemap

# Routes of lists that exist in every language.
LISTS = ("partners", "members")


class PartnerSitemap(PublicSitemap):
    """Partners, in each language in which they have a text."""

    model = OrganisationText
    thing, image = "organisation_id", "organisation__logo__file"
    route, fields = "partner", ("organisation__slug",)
    prefix = "organisation__"

    @classmethod
    def rows(cls):
        return super().rows().with_page()
