"""Pages, promoted blocks, home page and footer, as the staff writes them."""

from pages.admin.page import PageAdmin
from pages.admin.site import PromotionAdmin, SiteTextAdmin

__all__ = ["PageAdmin", "PromotionAdmin", "SiteTextAdmin"]
