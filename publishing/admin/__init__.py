"""What the forms of every published thing share: the lock, the life cycle, who may do what."""

from publishing.admin.base import EditorPolicyMixin, PublishableAdmin, SlugsFromTitle, stage_badge
from publishing.admin.filters import StageFilter
from publishing.admin.forms import FingerprintForm, PublishableForm, VersionedForm
from publishing.admin.inlines import PartInline, TextInline
from publishing.admin.search import AnyCaseSearchMixin

__all__ = [
    "AnyCaseSearchMixin",
    "EditorPolicyMixin",
    "FingerprintForm",
    "PartInline",
    "PublishableAdmin",
    "PublishableForm",
    "SlugsFromTitle",
    "StageFilter",
    "TextInline",
    "VersionedForm",
    "stage_badge",
]
