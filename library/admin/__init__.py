"""The library, for staff: pictures, documents, and where each is used."""

from library.admin.document import DocumentAdmin
from library.admin.image import ImageAdmin

__all__ = ["DocumentAdmin", "ImageAdmin"]
