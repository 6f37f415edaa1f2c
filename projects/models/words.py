"""The words that staff choose from for a project, and how visitors read them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Phase(models.TextChoices):
    """The phase of a project, derived from its dates."""

    CURRENT = "current", _("in progress")
    PLANNED = "planned", _("planned")
    COMPLETED = "completed", _("completed")
    UNKNOWN = "unknown", _("dates not known")


# Those that staff may set by hand.
SET_BY_HAND = [(phase.value, phase.label) for phase in Phase if phase != Phase.UNKNOWN]
# In the order in which visitors look for them.
PHASES = list(Phase)


class Funding(models.TextChoices):
    """Whether the European Union pays all or a part, as the grant agreement says."""

    FUNDED = "funded", _("funded by the European Union")
    CO_FUNDED = "co_funded", _("co-funded by the European Union")
    UNKNOWN = "unknown", _("not known")


class TotalIs(models.TextChoices):
    """What the total amount is, as the source says."""

    TOTAL = "total", _("total amount")
    ELIGIBLE = "eligible", _("total eligible costs")
    BUDGET = "budget", _("total budget")
    UNKNOWN = "unknown", _("the source does not say")


# How visitors read it: total eligible costs are not a budget.
TOTAL_LABELS = {
    TotalIs.TOTAL: _("Total amount"),
    TotalIs.ELIGIBLE: _("Total eligible costs"),
    TotalIs.BUDGET: _("Total budget"),
    TotalIs.UNKNOWN: _("Amount"),
}


class Currency(models.TextChoices):
    """Currencies that grants were paid in."""

    EUR = "EUR", "EUR"
    BGN = "BGN", "BGN"
