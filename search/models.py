"""The entries of the index."""

from django.db import models


class Entry(models.Model):
    """The words of one text: as written, for display, and as indexed.

    Whether the public may see it is decided by its own room in each search, never stored here.
    """

    kind = models.CharField(max_length=20)
    row = models.BigIntegerField()
    language = models.CharField(max_length=8)
    path = models.CharField(max_length=700)
    # 0: not known; the newest come first.
    year = models.PositiveSmallIntegerField(default=0)
    title = models.TextField()
    text = models.TextField()
    title_words = models.TextField()
    name_words = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "row"], name="search_entry_once")]
        indexes = [models.Index(fields=["language", "-year", "-id"])]

    def __str__(self):
        return self.title
