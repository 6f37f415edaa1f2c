"""From an uploaded file to a picture that is safe to show.

Every picture is decoded and encoded again, so nothing but its pixels is kept: no camera data with
the location, no scripts after the last byte, no second format in the same file.
"""

import hashlib
import re
import warnings
import zipfile
from dataclasses import dataclass
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image as Picture
from PIL import ImageCms, ImageOps, UnidentifiedImageError

from library import renditions
from library.models import FormerFile, Image
from library.names import clean_name
from library.tasks import make_renditions

MAX_MEGABYTES = 20
MAX_MEGAPIXELS = 50
# Format as Pillow detects it: extension, and how it is encoded.
IMAGE_FORMATS = {
    "JPEG": ("jpg", {"quality": 90, "optimize": True, "progressive": True}),
    "PNG": ("png", {"optimize": True}),
    "WEBP": ("webp", {"quality": 90, "method": 4}),
    "GIF": ("gif", {}),
    "AVIF": ("avif", {"quality": 80}),
}
# Why a file is refused, for whoever uploaded it.
REFUSALS = {
    "large": _("This file is %(size)s MB; a picture may be at most %(most)s MB. Make it smaller."),
    "mixed": _(
        "This file contains more than a picture. Open the picture, save it again and upload the "
        "new file."
    ),
    "format": _("This is not a picture we can show. Use JPEG, PNG, WebP, GIF or AVIF."),
    "empty": _("This file is empty. Wait until it is downloaded completely, then choose it again."),
    "heic": _(
        "This is a HEIC picture, as an iPhone takes it, and most browsers cannot show it. Send it to "
        "yourself by e-mail, which makes a JPEG, or export it as JPEG on a computer. For the next ones, "
        "on the iPhone: Settings, Camera, Formats, Most Compatible."
    ),
    "document": _(
        "This is a document, not a picture. Add it under “Documents”, or with the button “Document” "
        "above the text."
    ),
    "svg": _(
        "This is an SVG drawing, which may contain programs. Export it as PNG, at least 1000 pixels "
        "wide, and upload that."
    ),
    "tiff": _("This is a TIFF picture, which browsers cannot show. Save it as JPEG or PNG."),
    "damaged": _("This picture is damaged and cannot be read completely. Try saving it again."),
    "pixels": _(
        "This picture has more than %(most)s million pixels. Make it smaller and try again."
    ),
}
# What people take for a picture that can be shown, by its first bytes.
OTHERS = {
    "empty": re.compile(rb"\Z"),
    "heic": re.compile(rb"(?s).{4}ftyp(?:m[is]f1(?!.{0,60}avi[fs])|.{0,60}he[iv][cxms])"),
    "document": re.compile(rb"\s*%PDF-|PK\x03\x04|\xd0\xcf\x11\xe0|\{\\rtf"),
    "svg": re.compile(rb"(?is)(?:\xef\xbb\xbf)?\s*(?=<)(?!<html|<!doctype\s+html).{0,4000}?<svg\b"),
    "tiff": re.compile(rb"II\*\x00|MM\x00\*"),
}


@dataclass(frozen=True)
class JudgedImage:
    """A picture encoded again: its bytes, extension and size in pixels, and the hash of the upload."""

    content: bytes
    extension: str
    width: int
    height: int
    source_hash: str


def read_upload(file):
    """Return an uploaded file as a ``JudgedImage``.

    Raises ``ValidationError`` with a sentence for whoever uploaded it. An animation keeps its first
    frame only: a moving picture in a text cannot be stopped by its reader (WCAG 2.2.2).
    """
    megabytes = -(-file.size // (1024 * 1024))
    if megabytes > MAX_MEGABYTES:
        raise _refusal(code="large", size=megabytes, most=MAX_MEGABYTES)
    file.seek(0)
    source = file.read()
    for code, first_bytes in OTHERS.items():
        if first_bytes.match(source):
            raise _refusal(code=code)
    _refuse_mixed(source)
    picture, name = _decode(source)
    extension, options = IMAGE_FORMATS[name]
    out = BytesIO()
    _fit(picture, name).save(out, name, **options)
    width, height = picture.size
    return JudgedImage(out.getvalue(), extension, width, height, hashlib.sha256(source).hexdigest())


def _refuse_mixed(source):
    """Refuse a picture that is a web page, a program or an archive at the same time."""
    is_page = re.search(rb"(?i)<(?:script|html|!doctype|\?php|iframe)\b", source)
    if is_page or b"%PDF-" in source[:1024] or zipfile.is_zipfile(BytesIO(source)):
        raise _refusal(code="mixed")


def _decode(source):
    try:
        with warnings.catch_warnings():
            # Sizes are judged below, with our own message.
            warnings.simplefilter("ignore")
            opened = Picture.open(BytesIO(source), formats=tuple(IMAGE_FORMATS))
            if opened.width * opened.height > MAX_MEGAPIXELS * 1_000_000:
                raise _refusal(code="pixels", most=MAX_MEGAPIXELS)
            name = opened.format
            opened.load()
            return _upright(opened), name
    except Picture.DecompressionBombError:
        raise _refusal(code="pixels", most=MAX_MEGAPIXELS) from None
    except UnidentifiedImageError:
        raise _refusal(code="format") from None
    except ValidationError:
        raise
    except Exception:  # noqa: BLE001 (decoders raise anything on a broken file)
        raise _refusal(code="damaged") from None


def _refusal(*, code, **params):
    return ValidationError(REFUSALS[code], code=code, params=params)


def _upright(opened):
    """Return the first frame, upright, in sRGB with eight bits per channel."""
    profile = opened.info.get("icc_profile")
    picture = ImageOps.exif_transpose(opened)
    if picture.mode.startswith("I"):
        # 16 bits per pixel: scaled, not clipped.
        picture = picture.point(lambda value: value / 256).convert("L")
    if profile and picture.mode in {"RGB", "CMYK", "L"}:
        picture = _to_srgb(picture, profile)
    transparent = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    return picture.convert("RGBA" if transparent else "RGB")


def _to_srgb(picture, profile):
    try:
        return ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(BytesIO(profile)),
            ImageCms.createProfile("sRGB"),
            outputMode="RGB",
        )
    except (ImageCms.PyCMSError, OSError):
        return picture


def _fit(picture, name):
    """Return nothing but the pixels of a picture, in a mode that its format supports."""
    bare = Picture.new(picture.mode, picture.size)
    bare.paste(picture)
    if name == "JPEG":
        return bare.convert("RGB")
    return bare.quantize() if name == "GIF" and bare.mode == "RGB" else bare


def get_or_store(file, **fields):
    """Keep an uploaded file; return its ``Image`` and whether it is new.

    The same bytes return the existing picture. ``fields`` are those of the row. Raises
    ``ValidationError`` like ``read_upload``; nothing is kept of a file that is refused or whose row
    cannot be written.
    """
    judged = read_upload(file)
    same = Image.objects.filter(source_hash=judged.source_hash)
    if existing := same.first():
        return existing, False
    image = Image(**{"title": clean_name(file.name), **fields})
    try:
        keep(image, judged)
    except IntegrityError:
        # Somebody uploaded the same bytes a moment ago.
        if existing := same.first():
            return existing, False
        raise
    return image, True


def store(file, **fields):
    """Keep an uploaded file and return its ``Image``, like ``get_or_store``."""
    image, _made = get_or_store(file, **fields)
    return image


def replace(image, judged):
    """Give a picture another file: every page, feed and text shows the new one.

    The old file and its renditions are deleted; their addresses redirect to the new one.
    """
    old, widths = image.file.name, list(image.rendition_widths)
    image.rendition_widths = []
    with transaction.atomic():
        FormerFile.objects.get_or_create(name=old, defaults={"image": image})
        keep(image, judged)
        FormerFile.objects.filter(name=image.file.name).delete()
        transaction.on_commit(lambda: _delete(image, old, widths))


def _delete(image, old, widths):
    for name in (old, *(renditions.name(old, width) for width in widths)):
        image.file.storage.delete(name)


def keep(image, judged):
    """Write row and file of a picture together, and ask for its renditions.

    The row is first: its hash is unique, so whoever has written it is alone with the file of that hash.
    Raises ``IntegrityError``, with no file touched, if another picture has these bytes.
    """
    image.source_hash, image.format = judged.source_hash, judged.extension
    image.width, image.height = judged.width, judged.height
    image.file.name = f"images/{judged.source_hash[:2]}/{judged.source_hash}.{judged.extension}"
    with transaction.atomic():
        image.save()
        # Left behind by a row that was deleted, or by a process that died over it.
        image.file.storage.delete(image.file.name)
        image.file.storage.save(image.file.name, ContentFile(judged.content))
        transaction.on_commit(lambda: make_renditions.enqueue(str(image.uid)))
