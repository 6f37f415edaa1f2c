"""Things behind which there are grants: a post, a page, a result."""

from projects.funding import Grant
from projects.models.project import Project
from publishing.models.rows_as_json import RowsAsJSON


def grants_of(**condition):
    """Return the expression for the grants of the public projects under a condition, with ``OuterRef``."""
    return RowsAsJSON(Project.objects.published().filter(**condition).grants())


class GrantedMixin:
    """A row whose queryset annotated ``grant_rows=grants_of(…)``."""

    @property
    def grants(self):
        """The grants behind it, as ``funding.Grant``; none if they were not fetched."""
        return [Grant.of(row) for row in getattr(self, "grant_rows", [])]
