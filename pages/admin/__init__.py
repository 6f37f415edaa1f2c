"""Pages, promoted blocks, home page and footer, messages from the site, for staff."""

from pages.admin.message import MessageAdmin
from pages.admin.page import PageAdmin
from pages.admin.site import PromotionAdmin, SiteTextAdmin

__all__ = ["MessageAdmin", "PageAdmin", "PromotionAdmin", "SiteTextAdmin"]
