"""EU projects: who pays, who takes part, and the results."""

from projects.models.granted import GrantedMixin, grants_of
from projects.models.participation import Participation, Role
from projects.models.programme import Management, Programme
from projects.models.project import Funding, Phase, Project, ProjectText, TotalIs
from projects.models.result import Readiness, Result, ResultKind, ResultLink, ResultText

__all__ = [
    "Funding",
    "GrantedMixin",
    "Management",
    "Participation",
    "Phase",
    "Programme",
    "Project",
    "ProjectText",
    "Readiness",
    "Result",
    "ResultKind",
    "ResultLink",
    "ResultText",
    "Role",
    "TotalIs",
    "grants_of",
]
