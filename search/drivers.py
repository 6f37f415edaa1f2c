"""What differs between the databases: where words are kept and how they are asked for."""

from django.db import connection
from django.db.models.expressions import RawSQL


class SQLite:
    """A table of its own, by FTS5."""

    CREATE = "CREATE VIRTUAL TABLE search_words USING fts5(words, tokenize = 'unicode61')"
    DROP = "DROP TABLE search_words"

    def write(self, rows):
        """Keep ``[(entry, words)]``."""
        with connection.cursor() as cursor:
            self._delete(cursor, [key for key, _words in rows])
            cursor.executemany("INSERT INTO search_words (rowid, words) VALUES (%s, %s)", rows)

    def delete(self, keys):
        """Drop the words of these entries."""
        with connection.cursor() as cursor:
            self._delete(cursor, keys)

    def _delete(self, cursor, keys):
        cursor.executemany("DELETE FROM search_words WHERE rowid = %s", [(key,) for key in keys])

    def matching(self, groups):
        """Return what selects the keys of entries that have a word of each group."""
        parts = (
            " OR ".join(f'"{form}"{"*" if star else ""}' for form, star in group)
            for group in groups
        )
        query = " AND ".join(f"({part})" for part in parts)
        return RawSQL("SELECT rowid FROM search_words WHERE search_words MATCH %s", [query])


class PostgreSQL:
    """A column of the entries' own table, with an inverted index."""

    CREATE = (
        "ALTER TABLE search_entry ADD COLUMN words tsvector;"
        "CREATE INDEX search_entry_words ON search_entry USING gin (words)"
    )
    DROP = "ALTER TABLE search_entry DROP COLUMN words"

    def write(self, rows):
        """Keep ``[(entry, words)]``."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE search_entry SET words = to_tsvector('simple', %s) WHERE id = %s",
                [(words, key) for key, words in rows],
            )

    def delete(self, keys):
        """The words go with their rows."""

    def matching(self, groups):
        """Return what selects the keys of entries that have a word of each group."""
        parts = (
            " | ".join(f"{form}{':*' if star else ''}" for form, star in group) for group in groups
        )
        query = " & ".join(f"({part})" for part in parts)
        sql = "SELECT id FROM search_entry WHERE words @@ to_tsquery('simple', %s)"
        return RawSQL(sql, [query])  # noqa: S611


def driver(using=connection):
    """Return the driver of the database that the site runs on."""
    return {"sqlite": SQLite, "postgresql": PostgreSQL}[using.vendor]()
