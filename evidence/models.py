"""The last report of the check, for the desk."""

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
