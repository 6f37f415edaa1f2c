"""What the forms of every published thing share: the lock, the life cycle, who may do what."""

from publishing.admin.base import (
    EditorPolicyMixin,
    PreparedList,
    PublishableAdmin,
    SlugFromTitleMixin,
    stage_badge,
)
from publishing.admin.filters import StageFilter
from publishing.admin.forms import (
    FingerprintForm,
    PicturedFormMixin,
    PublishableForm,
    VersionedForm,
)
from publishing.admin.inlines import PartInline, TextInline
from publishing.admin.search import AnyCaseSearchMixin
from publishing.admin.twins import TwinsAdminMixin

__all__ = [
    "AnyCaseSearchMixin",
    "EditorPolicyMixin",
    "FingerprintForm",
    "PartInline",
    "PicturedFormMixin",
    "PreparedList",
    "PublishableAdmin",
    "PublishableForm",
    "SlugFromTitleMixin",
    "StageFilter",
    "TextInline",
    "TwinsAdminMixin",
    "VersionedForm",
    "stage_badge",
]
