"""Two tables of the drill's own, which are rolled back together with what they record."""

from django.db import connection, models


class Audit(models.Model):
    """The site version as a transaction left it, written under the lock, so keys are in commit order."""

    token = models.CharField(max_length=32)
    changed_at = models.DateTimeField()
    # Seconds by which the next instant was too late; negative is early.
    late = models.FloatField()

    class Meta:
        app_label = "drill"

    def __str__(self):
        return self.token


class Done(models.Model):
    """A task that was done, by which process and when."""

    number = models.IntegerField()
    process = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        app_label = "drill"

    def __str__(self):
        return str(self.number)


def make():
    """Create both tables."""
    with connection.schema_editor() as editor:
        editor.create_model(Audit)
        editor.create_model(Done)
