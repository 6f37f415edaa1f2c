"""What the check keeps for the desk: its last report, and why something was published all the same."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class LastReportQuerySet(models.QuerySet):
    """The last reports."""

    def keep(self, project, report):
        """Keep a report in the place of the former one."""
        content = report.as_json()
        # Only what is wrong is shown again; what is owed would be most of it.
        del content["duties"]
        values = {"made_at": timezone.now(), "content": content}
        self.update_or_create(project=project, defaults=values)


class LastReport(models.Model):
    """The report on the whole site (``project`` is empty), or on the project with this slug.

    It is nothing that the public sees: no site version follows from it.
    """

    project = models.CharField(max_length=200, primary_key=True)
    made_at = models.DateTimeField()
    # As ``Report.as_json``, without the duties.
    content = models.JSONField()

    objects = LastReportQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.project


class OverrideQuerySet(models.QuerySet):
    """Reasons."""

    def keys_of(self, row):
        """Return the keys of the problems of a row that somebody has given a reason for."""
        kept = self.filter(uid=row.uid).values_list("keys", flat=True)
        return {key for keys in kept for key in keys}


class Override(models.Model):
    """Somebody published a thing although the check stopped it, and said why.

    It outlives the thing: a funder may ask years later.
    """

    uid = models.UUIDField(db_index=True)
    # ``projects.project`` and its name then, because the thing may be gone.
    label = models.CharField(max_length=100)
    name = models.CharField(max_length=300)
    keys = models.JSONField()
    # In the language of the person.
    problems = models.JSONField()
    reason = models.TextField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-made_at"]

    def __str__(self):
        return f"{self.name}: {self.reason}"
