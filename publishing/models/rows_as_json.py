"""The rows of a related table as one column, or their number, where a query would be one too many."""

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


class NumberOfRows(models.Subquery):
    """How many rows a queryset has; cut it, so that nobody counts thousands."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = models.IntegerField()
