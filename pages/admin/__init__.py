"""Pages, promoted blocks, home page and footer, for staff."""

from pages.admin.page import PageAdmin
from pages.admin.site import PromotionAdmin, SiteTextAdmin

__all__ = ["PageAdmin", "PromotionAdmin", "SiteTextAdmin"]
