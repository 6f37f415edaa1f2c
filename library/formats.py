"""The types of documents that the library takes, and what each is served as."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _


class Kind(NamedTuple):
    """How a type is called and served (media types: IANA registry)."""

    words: object
    media_type: str


OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
KINDS = {
    "pdf": Kind("PDF", "application/pdf"),
    "docx": Kind("Word", OOXML + "wordprocessingml.document"),
    "xlsx": Kind("Excel", OOXML + "spreadsheetml.sheet"),
    "pptx": Kind("PowerPoint", OOXML + "presentationml.presentation"),
    "odt": Kind(_("OpenDocument text"), ODF + "text"),
    "ods": Kind(_("OpenDocument spreadsheet"), ODF + "spreadsheet"),
    "odp": Kind(_("OpenDocument presentation"), ODF + "presentation"),
    "epub": Kind("EPUB", "application/epub+zip"),
    "zip": Kind("ZIP", "application/zip"),
}
