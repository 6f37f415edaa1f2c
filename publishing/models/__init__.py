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
from publishing.models.text import DescribedMixin, TextRow, TextRowQuerySet

__all__ = [
    "DescribedMixin",
    "KeptTyping",
    "Pictured",
    "Publishable",
    "PublishableQuerySet",
    "Status",
    "TextRow",
    "TextRowQuerySet",
    "announced_q",
    "published_q",
]
