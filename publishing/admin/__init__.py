"""What the forms of every published thing share: the lock, the life cycle, who may do what."""

from publishing.admin.base import (
    EditorPolicyMixin,
    PreparedList,
    PublishableAdmin,
    SlugsFromTitle,
    stage_badge,
)
from publishing.admin.filters import StageFilter
from publishing.admin.forms import FingerprintForm, PicturedForm, PublishableForm, VersionedForm
from publishing.admin.inlines import PartInline, TextInline
from publishing.admin.search import AnyCaseSearchMixin
from publishing.admin.twins import TwinsAdmin

__all__ = [
    "AnyCaseSearchMixin",
    "EditorPolicyMixin",
    "FingerprintForm",
    "PartInline",
    "PicturedForm",
    "PreparedList",
    "PublishableAdmin",
    "PublishableForm",
    "SlugsFromTitle",
    "StageFilter",
    "TextInline",
    "TwinsAdmin",
    "VersionedForm",
    "stage_badge",
]
