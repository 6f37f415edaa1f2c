"""Plain pages in a tree, and the texts that appear on every page."""

from pages.models.message import Message, MessageState, Subject
from pages.models.page import Menu, Page, PageRole
from pages.models.promotion import Promotion
from pages.models.site_text import SiteText

__all__ = [
    "Menu",
    "Message",
    "MessageState",
    "Page",
    "PageRole",
    "Promotion",
    "SiteText",
    "Subject",
]
