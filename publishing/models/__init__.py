"""What every published thing shares."""

from publishing.models.kept import KeptTyping
from publishing.models.pictured import Pictured
from publishing.models.publishable import (
    Publishable,
    PublishableQuerySet,
    Status,
    announced_q,
    published_q,
)
from publishing.models.text import DescribedMixin, TextRow

__all__ = [
    "DescribedMixin",
    "KeptTyping",
    "Pictured",
    "Publishable",
    "PublishableQuerySet",
    "Status",
    "TextRow",
    "announced_q",
    "published_q",
]
