"""The formats that the library takes, and what each is served as."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class FileFormat(NamedTuple):
    """What a format of documents is called, for people, and served as (media types: IANA registry)."""

    label: object
    media_type: str


# By the ending of the file, which is the ``format`` of a picture.
IMAGE_TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "gif": "image/gif",
    "avif": "image/avif",
}
OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
FILE_FORMATS = {
    "pdf": FileFormat("PDF", "application/pdf"),
    "docx": FileFormat("Word", OOXML + "wordprocessingml.document"),
    "xlsx": FileFormat("Excel", OOXML + "spreadsheetml.sheet"),
    "pptx": FileFormat("PowerPoint", OOXML + "presentationml.presentation"),
    "odt": FileFormat(_("OpenDocument text"), ODF + "text"),
    "ods": FileFormat(_("OpenDocument spreadsheet"), ODF + "spreadsheet"),
    "odp": FileFormat(_("OpenDocument presentation"), ODF + "presentation"),
    "epub": FileFormat("EPUB", "application/epub+zip"),
    "zip": FileFormat("ZIP", "application/zip"),
}
