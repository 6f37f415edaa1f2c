"""What was loaded once."""

from django.db import models


class LoadedItem(models.Model):
    """An item of the demo content that was loaded once.

    It outlives the item: what staff deleted does not come back with the next run.
    """

    uid = models.UUIDField(primary_key=True)
    key = models.CharField(max_length=200)
    loaded_at = models.DateTimeField(auto_now_add=True)

    def __str__(self):
        return self.key
