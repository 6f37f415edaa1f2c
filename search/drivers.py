"""What differs between the databases: where words are kept and how they are asked for.

Words of titles and names, the *heads*, are kept beside all words of a text: they count more.
"""

from django.db import connection
from django.db.models import BooleanField
from django.db.models.expressions import RawSQL


class SQLite:
    """A table of its own, by FTS5."""

    CREATE = "CREATE VIRTUAL TABLE search_words USING fts5(heads, words, tokenize = 'unicode61')"
    DROP = "DROP TABLE search_words"

    def write(self, rows):
        """Keep ``[(entry, heads, words)]``."""
        with connection.cursor() as cursor:
            self._delete(cursor, [row[0] for row in rows])
            sql = "INSERT INTO search_words (rowid, heads, words) VALUES (%s, %s, %s)"
            cursor.executemany(sql, rows)

    def delete(self, keys):
        """Drop the words of these entries."""
        with connection.cursor() as cursor:
            self._delete(cursor, keys)

    def _delete(self, cursor, keys):
        cursor.executemany("DELETE FROM search_words WHERE rowid = %s", [(key,) for key in keys])

    def matching(self, groups, *, begins=()):
        """Return the condition on entries that have a word of each group.

        Groups are the forms of one word each; of ``begins`` a beginning of a word is enough.
        """
        asked = [self._any(group) for group in groups]
        asked += [self._any(group, "*") for group in begins]
        return self._where(" AND ".join(f"({group})" for group in asked))

    def heading(self, groups, *, begins=()):
        """Return the condition on entries that have any of the words in their heads."""
        asked = [self._any(group) for group in groups]
        asked += [self._any(group, "*") for group in begins]
        return self._where(f"heads : ({' OR '.join(asked)})")

    def _any(self, group, end=""):
        return " OR ".join(f'"{form}"{end}' for form in group)

    def _where(self, query):
        sql = "search_entry.id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s)"
        return RawSQL(sql, [query], BooleanField())  # noqa: S611


class PostgreSQL:
    """Two columns of the entries' own table, each with an inverted index.

    Heads have a column of their own: a word that stands in most texts is looked for in short ones.
    """

    CREATE = (
        "ALTER TABLE search_entry ADD COLUMN heads tsvector, ADD COLUMN words tsvector;"
        "CREATE INDEX search_entry_heads ON search_entry USING gin (heads);"
        "CREATE INDEX search_entry_words ON search_entry USING gin (words)"
    )
    DROP = "ALTER TABLE search_entry DROP COLUMN heads, DROP COLUMN words"

    def write(self, rows):
        """Keep ``[(entry, heads, words)]``."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE search_entry SET heads = to_tsvector('simple', %s),"
                " words = to_tsvector('simple', %s) WHERE id = %s",
                [(heads, f"{heads} {words}", key) for key, heads, words in rows],
            )

    def delete(self, keys):
        """The words go with their rows."""

    def matching(self, groups, *, begins=()):
        """Return the condition on entries that have a word of each group.

        Groups are the forms of one word each; of ``begins`` a beginning of a word is enough.
        """
        asked = [self._any(group) for group in groups]
        asked += [self._any(group, ":*") for group in begins]
        return self._where("words", " & ".join(f"({group})" for group in asked))

    def heading(self, groups, *, begins=()):
        """Return the condition on entries that have any of the words in their heads."""
        asked = [self._any(group) for group in groups]
        asked += [self._any(group, ":*") for group in begins]
        return self._where("heads", " | ".join(asked))

    def _any(self, group, end=""):
        return " | ".join(f"{form}{end}" for form in group)

    def _where(self, column, query):
        sql = f"search_entry.{column} @@ to_tsquery('simple', %s)"
        return RawSQL(sql, [query], BooleanField())  # noqa: S611


def driver(using=connection):
    """Return the driver of the database that the site runs on."""
    return {"sqlite": SQLite, "postgresql": PostgreSQL}[using.vendor]()
