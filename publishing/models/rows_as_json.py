"""The rows of a related table as one column, where a query of its own would be one too many."""

from django.db import models


class RowsAsJSON(models.Subquery):
    """The only column of a queryset, ``item``, a JSON object, as a list in the order of the rows.

    Only for a few rows: each row of the outer query makes its own list.
    """

    output_field = models.JSONField()

    def as_sqlite(self, compiler, connection):
        return self.as_sql(
            compiler,
            connection,
            template="(SELECT JSON_GROUP_ARRAY(JSON(item)) FROM (%(subquery)s) AS listed)",
        )

    def as_postgresql(self, compiler, connection):
        return self.as_sql(
            compiler,
            connection,
            template="(SELECT COALESCE(JSONB_AGG(item), '[]'::jsonb) FROM (%(subquery)s) AS listed)",
        )
