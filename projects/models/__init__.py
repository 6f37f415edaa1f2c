"""EU projects: who pays, who takes part, and the results."""

from projects.models.granted import GrantedMixin, grants_of
from projects.models.participation import Participation, Role
from projects.models.programme import Management, Programme
from projects.models.project import Project, ProjectText
from projects.models.result import Readiness, Result, ResultKind, ResultLink, ResultText
from projects.models.words import Funding, Phase, TotalIs

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
