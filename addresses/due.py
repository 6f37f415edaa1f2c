"""The scheduled tasks of this room."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from addresses.models import MissedAddress
from delivery import clock, due

FORGET = "addresses.forget_missed"
EVERY = timedelta(days=1)


@due.doer(FORGET, _("delete addresses that nobody has requested for a year"))
def forget_missed():
    """Delete missed addresses that nobody has requested for a year; repeated every day."""
    MissedAddress.objects.forget_old()
    return clock.now() + EVERY


def plan(**kwargs):
    """Schedule the task if it is not scheduled yet; safe to run again."""
    due.plan(FORGET, clock.now() + EVERY)
