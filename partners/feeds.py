"""What every feed takes from the row of the cluster itself: the name of the site."""

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from delivery.memo import remember
from partners.models import names_of_cluster
from publishing.feed import PublishedFeed


def name_of_cluster(language, site_version):
    """Return the name of the cluster in a language, or None: one query per site version."""

    def name():
        return names_of_cluster(language).values_list("name", flat=True).first()

    return remember(f"cluster/{language}", name, site_version)


class ClusterFeed(PublishedFeed):
    """A feed in the name of the cluster."""

    def name_of_cluster(self):
        """Return the name of the cluster, or None: once per site version.

        Where a feed has to fetch something first, that query brings the name along.
        """
        return name_of_cluster(self.language, self.request.site_version)

    @cached_property
    def site_name(self):
        """The name of the cluster, from its own row."""
        return self.name_of_cluster() or _("Sofia – Knowledge City")
