"""Uploaded documents: recognised by their content, judged, and kept as they are.

A document is not encoded again, so it is only ever served as a download, with the type found here.
"""

import hashlib
import re
import zipfile
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from library.models import Document
from library.names import slug_of, with_ending

MAX_MEGABYTES = 50
# How large a ZIP may become when unpacked.
MAX_OPENED = 500 * 1024 * 1024
MAX_RATIO = 100
MAX_ENTRIES = 10_000
OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "ppt/presentation.xml": "pptx"}
BY_MIMETYPE = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.presentation": "odp",
    b"application/epub+zip": "epub",
}
PROGRAMS = re.compile(
    r"(?i)\.(?:exe|com|scr|bat|cmd|ps1|vbs|vbe|js|jse|wsf|msi|dll|jar|lnk|hta|reg|iso|apk|sh)$"
)
PDF_SCRIPTS = re.compile(rb"/(?:JavaScript|JS|Launch|OpenAction|EmbeddedFile)\b")
# Why a file is refused, for whoever uploaded it.
REFUSALS = {
    "large": _("This file is %(size)s MB; a document may be at most %(most)s MB. Make it smaller."),
    "old": _("This is an old or locked Office file. Save it as .docx, .xlsx, .pptx or PDF."),
    "format": _(
        "This is not a document we can accept. Use PDF, Word, Excel, PowerPoint,"
        " OpenDocument, EPUB or ZIP."
    ),
    "damaged": _("This file is damaged and cannot be read completely. Try saving it again."),
    "mixed": _("This file is both a PDF and a web page. Save it again as PDF."),
    "bomb": _(
        "When unpacked, this file would be far too large (%(size)s MB). Leave something out."
    ),
    "path": _(
        "When unpacked, this file would write outside its own folder. Create the archive again."
    ),
    "macros": _(
        "This document contains macros, which can harm whoever opens it. Save it without macros"
        " (.docx, .xlsx, .pptx) or as PDF."
    ),
    "locked": _(
        "This file is protected by a password, so readers could not open it. Save it without one."
    ),
    "program": _("This ZIP contains a program (%(name)s). Remove it and create the ZIP again."),
}


class JudgedDocument(NamedTuple):
    """A document that may be kept: its type, size in bytes, hash, and whether it contains scripts."""

    kind: str
    size: int
    source_hash: str
    is_active: bool


def read_document(file):
    """Return what an uploaded file is, as ``JudgedDocument``.

    Raises ``ValidationError`` with a sentence for whoever uploaded it.
    """
    megabytes = -(-file.size // (1024 * 1024))
    if megabytes > MAX_MEGABYTES:
        raise _refusal(code="large", size=megabytes, most=MAX_MEGABYTES)
    file.seek(0)
    beginning = file.read(8)
    file.seek(0)
    if beginning.startswith(b"%PDF-"):
        kind, is_active = "pdf", _judge_pdf(file)
    elif beginning.startswith(b"PK\x03\x04"):
        kind, is_active = _judge_zip(file), False
    elif beginning.startswith(b"\xd0\xcf\x11\xe0"):
        raise _refusal(code="old")
    else:
        raise _refusal(code="format")
    file.seek(0)
    return JudgedDocument(
        kind, file.size, hashlib.file_digest(file, "sha256").hexdigest(), is_active
    )


def _refusal(*, code, **params):
    return ValidationError(REFUSALS[code], code=code, params=params)


def _judge_pdf(file):
    """Return whether a PDF contains scripts. Raises ``ValidationError`` for a truncated or mixed one."""
    content = file.read()
    if b"%%EOF" not in content[-2048:] or b"obj" not in content:
        raise _refusal(code="damaged")
    if re.search(rb"(?i)<(?:script|html|!doctype)\b", content[:1024]):
        raise _refusal(code="mixed")
    return bool(PDF_SCRIPTS.search(content))


def _judge_zip(file):
    """Return the type of a file that is a ZIP inside. Raises ``ValidationError``."""
    try:
        with zipfile.ZipFile(file) as opened:
            entries = opened.infolist()
            _judge_sizes(entries, file.size)
            _judge_names(entries)
            kind = _kind_of(opened, {entry.filename for entry in entries})
            if kind == "zip" or any(entry.flag_bits & 1 for entry in entries):
                _judge_contents(entries)
            _test(opened, entries)
            return kind
    except ValidationError:
        raise
    except Exception:  # noqa: BLE001 (the reader raises anything on a broken file)
        raise _refusal(code="damaged") from None


def _judge_sizes(entries, size):
    opened = sum(entry.file_size for entry in entries)
    is_bomb = len(entries) > MAX_ENTRIES or opened > MAX_OPENED
    if is_bomb or (opened > 20 * 1024 * 1024 and opened > MAX_RATIO * size):
        raise _refusal(code="bomb", size=-(-opened // (1024 * 1024)))


def _judge_names(entries):
    for entry in entries:
        name = entry.filename
        if name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name[:3]:
            raise _refusal(code="path")


def _kind_of(opened, names):
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise _refusal(code="macros")
    for name, kind in OFFICE.items():
        if name in names and "[Content_Types].xml" in names:
            if b"macroEnabled" in opened.read("[Content_Types].xml"):
                raise _refusal(code="macros")
            return kind
    if "mimetype" in names:
        kind = BY_MIMETYPE.get(opened.read("mimetype").strip())
        if kind in {"odt", "ods", "odp"} and any(
            name.startswith(("Basic/", "Scripts/")) for name in names
        ):
            raise _refusal(code="macros")
        if kind:
            return kind
    return "zip"


def _judge_contents(entries):
    if any(entry.flag_bits & 1 for entry in entries):
        raise _refusal(code="locked")
    for entry in entries:
        if PROGRAMS.search(entry.filename):
            raise _refusal(code="program", name=entry.filename[-60:])


def _test(opened, entries):
    """Read everything once, which exposes sizes that were declared falsely."""
    for entry in entries:
        with opened.open(entry) as content:
            left = entry.file_size
            while chunk := content.read(1 << 20):
                left -= len(chunk)
                if left < 0:
                    raise _refusal(code="damaged")


def get_or_store(file, **fields):
    """Keep an uploaded file; return its ``Document`` and whether it is new.

    The same bytes return the existing document. ``fields`` are those of the row. Raises
    ``ValidationError`` like ``read_document``.
    """
    judged = read_document(file)
    same = Document.objects.filter(source_hash=judged.source_hash)
    if existing := same.first():
        return existing, False
    document = Document(**fields)
    try:
        keep(document, judged, file)
    except IntegrityError:
        # Somebody uploaded the same bytes a moment ago.
        if existing := same.first():
            return existing, False
        raise
    return document, True


def keep(document, judged, file):
    """Write the file and the row of a document together. ``file`` is the upload that was judged.

    Raises ``IntegrityError``, which leaves an outer transaction whole, if another document has these bytes.
    """
    storage = Document._meta.get_field("file").storage
    stored = f"documents/{judged.source_hash[:2]}/{judged.source_hash}.{judged.kind}"
    if not storage.exists(stored):
        file.seek(0)
        storage.save(stored, File(file))
    document.file.name = stored
    for name, value in judged._asdict().items():
        setattr(document, name, value)
    document.name = with_ending(file.name, judged.kind)
    document.slug = document.slug or slug_of(file.name)
    with transaction.atomic():
        document.save()
