"""What the library keeps: pictures, documents, and where each is used."""

from library.models.document import Document
from library.models.image import FormerFile, Image
from library.models.use import Use

__all__ = ["Document", "FormerFile", "Image", "Use"]
