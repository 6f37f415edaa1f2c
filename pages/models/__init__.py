"""Plain pages in a tree, and the texts that appear on every page."""

from pages.models.page import Menu, Page, PageRole
from pages.models.promotion import Promotion
from pages.models.site_text import SiteText

__all__ = ["Menu", "Page", "PageRole", "Promotion", "SiteText"]
