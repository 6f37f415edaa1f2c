"""What differs between the databases: where words are stored and how they are queried.

Words of titles and names, the *heads*, are stored besides all words of a text: they count more.
"""

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL


class Driver:
    """How one database stores and queries the words: the same queries in its own syntax."""

    # How a query writes "and", "or" and a prefix match.
    AND, OR, BEGINS = "", "", ""

    def matching(self, groups, *, begins=()):
        """Return the condition on entries that have a word of each group.

        Each group has the forms of one word; for ``begins`` a prefix is enough.
        """
        asked = self._asked(groups, begins)
        return self._where("words", self.AND.join(f"({group})" for group in asked))

    def heading(self, groups, *, begins=()):
        """Return the condition on entries that have any of the words in their heads."""
        return self._where("heads", self.OR.join(self._asked(groups, begins)))

    def _asked(self, groups, begins):
        # Nothing but letters and digits (search/words.py), so nothing needs quoting.
        ends = [*((group, "") for group in groups), *((group, self.BEGINS) for group in begins)]
        return [self.OR.join(f"{form}{end}" for form in group) for group, end in ends]

    def _where(self, column, query):
        raise NotImplementedError


class SQLite(Driver):
    """A separate FTS5 table."""

    CREATE = "CREATE VIRTUAL TABLE search_words USING fts5(heads, words, tokenize = 'unicode61')"
    DROP = "DROP TABLE search_words"
    AND, OR, BEGINS = " AND ", " OR ", "*"

    def write(self, rows):
        """Store ``[(entry, heads, words)]``."""
        self.delete([row[0] for row in rows])
        with connection.cursor() as cursor:
            sql = "INSERT INTO search_words (rowid, heads, words) VALUES (%s, %s, %s)"
            cursor.executemany(sql, rows)

    def delete(self, keys):
        """Drop the words of these entries."""
        with connection.cursor() as cursor:
            sql = "DELETE FROM search_words WHERE rowid = %s"
            cursor.executemany(sql, [(key,) for key in keys])

    def _where(self, column, query):
        if column == "heads":
            query = f"heads : ({query})"
        sql = "search_entry.id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)"
        return RawSQL(sql, [query], BooleanField())  # noqa: S611


class PostgreSQL(Driver):
    """Two columns of the entries' own table, each with an inverted index.

    Heads have their own column: a word in most texts is looked up in short ones.
    """

    CREATE = (
        "ALTER TABLE search_entry ADD COLUMN heads tsvector, ADD COLUMN words tsvector;"
        "CREATE INDEX search_entry_heads ON search_entry USING gin (heads);"
        "CREATE INDEX search_entry_words ON search_entry USING gin (words)"
    )
    DROP = "ALTER TABLE search_entry DROP COLUMN heads, DROP COLUMN words"
    AND, OR, BEGINS = " & ", " | ", ":*"

    def write(self, rows):
        """Store ``[(entry, heads, words)]``."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE search_entry SET heads = to_tsvector('simple', %s),"
                " words = to_tsvector('simple', %s) WHERE id = %s",
                [(heads, f"{heads} {words}", key) for key, heads, words in rows],
            )

    def delete(self, keys):
        """The words are deleted with their rows."""

    def _where(self, column, query):
        sql = f"search_entry.{column} @@ to_tsquery('simple', %s)"
        return RawSQL(sql, [query], BooleanField())  # noqa: S611


def driver(using=connection):
    """Return the driver of the database that the site runs on."""
    return {"sqlite": SQLite, "postgresql": PostgreSQL}[using.vendor]()
