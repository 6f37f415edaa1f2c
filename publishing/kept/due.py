"""The scheduled task of what is typed."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from delivery import clock, due
from publishing.kept import keeping

FORGET = "publishing.forget_typing"
EVERY = timedelta(days=1)


@due.doer(FORGET, _("delete unsaved texts that nobody has touched for thirty days"))
def forget_typing():
    """Delete unsaved texts that nobody has touched for thirty days; repeated every day."""
    keeping.forget_old()
    return clock.now() + EVERY


def plan(**kwargs):
    """Schedule the task if it is not scheduled yet; safe to run again."""
    due.plan(FORGET, clock.now() + EVERY)
