"""What this room does at its time."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from addresses.models import MissedAddress
from delivery import clock, due

FORGET = "addresses.forget_missed"
EVERY = timedelta(days=1)


@due.doer(FORGET, _("delete addresses that nobody has requested for a year"))
def forget_missed():
    """Forget missed addresses that nobody asked for in a year; every day again."""
    MissedAddress.objects.forget_old()
    return clock.now() + EVERY


def plan(**kwargs):
    """Plan it for a site where it is not planned yet; safe to run again."""
    due.plan(FORGET, clock.now() + EVERY)
