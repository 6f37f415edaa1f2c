"""When and where an event takes place: facts of its story."""

from datetime import datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from blog.models.story import Story, change_posts
from delivery.tracking import TrackedModel
from languages.labels import SentenceField


def local(day, hour):
    """Return the instant of a day and a time where the site is."""
    return timezone.make_aware(datetime.combine(day, hour))


class Event(TrackedModel):
    """The time and place of a story of the kind event; days and times are those where the site is.

    A story that became something else keeps it, and shows nothing of it.
    """

    story = models.OneToOneField(Story, on_delete=models.CASCADE, related_name="event")
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    starts_at = models.TimeField(
        _("begins at"), null=True, blank=True, help_text=_("Leave empty if the time is not known.")
    )
    ends_on = models.DateField(
        _("last day"), null=True, blank=True, help_text=_("Only if it takes several days.")
    )
    ends_at = models.TimeField(_("ends at"), null=True, blank=True)
    place = SentenceField(
        _("place"), blank=True, help_text=_("Venue and address, as on an invitation.")
    )
    online_address = models.URLField(
        _("address for taking part online"), max_length=500, blank=True
    )
    registration = models.URLField(
        _("address for registration"),
        max_length=500,
        blank=True,
        help_text=_("Shown until the event begins."),
    )
    report = models.ForeignKey(
        "blog.Post",
        verbose_name=_("report"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="reports_on",
        help_text=_("The post that tells what happened, in either language."),
    )

    part_of = "story"
    derived = (change_posts,)

    class Meta:
        verbose_name = _("time and place of an event")
        verbose_name_plural = _("times and places of events")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=False)
                | models.Q(starts_at__isnull=True, ends_on__isnull=True, ends_at__isnull=True),
                name="blog_event_time_needs_day",
                violation_error_message=_("Enter the first day, or leave its times empty."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(starts_at__isnull=False),
                name="blog_event_end_needs_start",
                violation_error_message=_("Enter when it begins, or leave the end empty."),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gt=models.F("starts_on"))
                | models.Q(ends_on=models.F("starts_on")),
                name="blog_event_ends_after_it_begins",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self):
        return str(self.story)

    def clean(self):
        same_day = self.ends_on in {None, self.starts_on}
        if same_day and self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("It ends before it begins.")}, code="order")

    @property
    def last_day(self):
        """The last day, the first one if it has only one."""
        return self.ends_on or self.starts_on

    @property
    def begins_at(self):
        """The instant at which it begins: midnight if the time is not known, None without a day."""
        return local(self.starts_on, self.starts_at or time.min) if self.starts_on else None

    @property
    def over_at(self):
        """The instant at which it is over: the end of its last day if the time is not known."""
        if self.starts_on is None:
            return None
        if self.ends_at:
            return local(self.last_day, self.ends_at)
        return local(self.last_day + timedelta(days=1), time.min)
