"""What staff still have to find out about a project; visitors see nothing of it."""

from django.utils.translation import gettext_lazy as _

from languages.codes import codes
from projects.funding import visibility
from projects.models.participation import Role


def missing_facts(project):
    """Return the facts of a project that nobody has filled in, as lazy words, each once.

    Its ``participations`` with their organisations may be prefetched.
    """
    people = project.participations.all()
    ours = [row for row in people if row.organisation and row.organisation.is_cluster]
    asked = {
        _("grant number"): not project.grant_number,
        _("start"): not project.start,
        _("end"): not project.end,
        _("coordinator"): all(row.role != Role.COORDINATOR for row in people),
        _("our role"): all(row.role == Role.UNKNOWN for row in ours),
        _("names of participants"): any(row.organisation is None for row in people),
        _("amounts"): project.amount_total is None and project.amount_eu is None,
        _("website"): not project.site,
    }
    gaps = [gap for code in codes() for gap in visibility(project.grant, code).missing]
    gaps += [name for name, is_missing in asked.items() if is_missing]
    # Lazy texts are equal only as what they say.
    return list({str(gap): gap for gap in gaps}.values())
