"""Malicious, broken and unlucky files; and odd ones that are valid."""

import struct
import zipfile
import zlib
from io import BytesIO

from PIL import Image as Picture
from PIL import ImageCms


def picture(form="JPEG", size=(900, 600), mode="RGB", **options):
    """Return the bytes of a picture."""
    out = BytesIO()
    Picture.new(mode, size, 120).save(out, form, **options)
    return out.getvalue()


def packed(files, method=zipfile.ZIP_DEFLATED):
    """Return the bytes of a ZIP with these files, ``{name: content}``."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, compress_type=method)
    return out.getvalue()


def office(part, **more):
    """Return the bytes of an Office document whose main part has this name."""
    types = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    return packed({"[Content_Types].xml": types, part: b"<x/>", **more})


def opendocument(kind="text", **more):
    """Return the bytes of an OpenDocument file."""
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    return packed({"mimetype": mimetype, "content.xml": b"<x/>", **more})


PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"


def wrong_size(content):
    """Return a PNG that claims to have 60,000 by 60,000 pixels."""
    header = b"IHDR" + struct.pack(">II", 60000, 60000) + content[24:29]
    return content[:12] + header + struct.pack(">I", zlib.crc32(header)) + content[33:]


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><html><script>alert(1)</script></html>"
PHP = b"<?php system($_GET['x']); ?>"

# File name and content, by what is wrong; for the picture form.
BAD_PICTURES = {
    "svg": ("logo.svg", SVG),
    "svg called png": ("logo.png", SVG),
    "html called jpg": ("photo.jpg", HTML),
    "php called gif": ("photo.gif", b"GIF89a" + PHP),
    "gif and page": ("photo.gif", picture("GIF") + HTML),
    "jpeg and page": ("photo.jpg", picture() + HTML),
    "jpeg and archive": ("photo.jpg", picture() + packed({"a.txt": b"x"})),
    "png and program": ("photo.png", picture("PNG") + PHP),
    "picture and pdf": ("photo.jpg", PDF + picture()),
    "empty": ("photo.jpg", b"\n"),
    "text": ("photo.jpg", "просто текст".encode()),
    "cut jpeg": ("photo.jpg", picture()[:400]),
    "cut png": ("photo.png", picture("PNG")[:60]),
    "cut webp": ("photo.webp", picture("WEBP")[:40]),
    "bomb in points": ("photo.png", picture("PNG", (20000, 20000), "1")),
    "wrong size": ("photo.png", wrong_size(picture("PNG"))),
    "tiff": ("photo.tif", picture("TIFF")),
    "bmp": ("photo.bmp", picture("BMP")),
    "icon": ("photo.ico", picture("ICO", (64, 64))),
    "pdf": ("photo.jpg", PDF),
    "zip": ("photo.jpg", packed({"a.txt": b"x"})),
    "name with a path": ("../../etc/passwd", SVG),
    "name with a null": ("photo\x00.jpg", SVG),
    "name that reads backwards": ("photo\u202egpj.exe", SVG),
    "device name": ("con.jpg", SVG),
    "endless name": ("x" * 300 + ".jpg", SVG),
}
# The same for the document form.
BAD_DOCUMENTS = {
    "program": ("paper.pdf", b"MZ\x90\x00" + b"\x00" * 99),
    "html called pdf": ("paper.pdf", HTML),
    "svg called docx": ("paper.docx", SVG),
    "picture": ("paper.pdf", picture()),
    "old word": ("paper.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600),
    "cut pdf": ("paper.pdf", PDF[:40]),
    "pdf and page": ("paper.pdf", b"%PDF-1.7 obj " + HTML + b"%%EOF"),
    "cut zip": ("paper.zip", packed({"a.txt": b"x" * 9999})[:60]),
    "word with macros": (
        "paper.docx",
        office("word/document.xml", **{"word/vbaProject.bin": b"x"}),
    ),
    "excel with macros": (
        "paper.xlsm",
        packed(
            {
                "[Content_Types].xml": b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                "xl/workbook.xml": b"<x/>",
            }
        ),
    ),
    "opendocument with macros": ("paper.odt", opendocument(**{"Basic/Standard/x.xml": b"<x/>"})),
    "bomb": ("paper.zip", packed({"a.txt": b"\x00" * (60 * 1024 * 1024)})),
    "zip that climbs": ("paper.zip", packed({"../../x.txt": b"x"})),
    "zip with a program": ("paper.zip", packed({"setup.exe": b"MZ"})),
    "zip at a root": ("paper.zip", packed({"/etc/x": b"x"})),
    "empty": ("paper.pdf", b"\n"),
    "device name": ("nul.pdf", HTML),
    "name that reads backwards": ("paper\u202efdp.exe", HTML),
}


def rotated():
    """Return a phone's photo, taken upright, with its location."""
    exif = Picture.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    return picture(exif=exif)


def moving(form):
    """Return an animation of three frames."""
    out = BytesIO()
    frames = [Picture.new("RGB", (900, 600), colour) for colour in ("red", "green", "blue")]
    frames[0].save(out, form, save_all=True, append_images=frames[1:])
    return out.getvalue()


def profiled():
    """Return a JPEG with a colour profile."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return picture(icc_profile=profile)


# Content, width, height and extension, by name.
ODD_PICTURES = {
    "CMYK JPEG": (picture(mode="CMYK"), 900, 600, "jpg"),
    "16-bit PNG": (picture("PNG", mode="I;16"), 900, 600, "png"),
    "animated WebP": (moving("WEBP"), 900, 600, "webp"),
    "animated GIF": (moving("GIF"), 900, 600, "gif"),
    "rotated photo with GPS": (rotated(), 600, 900, "jpg"),
    "AVIF": (picture("AVIF"), 900, 600, "avif"),
    "transparent PNG": (picture("PNG", mode="RGBA"), 900, 600, "png"),
    "PNG with a palette": (picture("PNG", mode="P"), 900, 600, "png"),
    "one bit a point": (picture("PNG", mode="1"), 900, 600, "png"),
    "grey JPEG": (picture(mode="L"), 900, 600, "jpg"),
    "JPEG with a profile": (profiled(), 900, 600, "jpg"),
    "progressive JPEG": (picture(progressive=True), 900, 600, "jpg"),
    "one point": (picture("PNG", (1, 1)), 1, 1, "png"),
}
# Content and type, by name.
GOOD_DOCUMENTS = {
    "pdf": (PDF, "pdf"),
    "docx": (office("word/document.xml"), "docx"),
    "xlsx": (office("xl/workbook.xml"), "xlsx"),
    "pptx": (office("ppt/presentation.xml"), "pptx"),
    "odt": (opendocument(), "odt"),
    "ods": (opendocument("spreadsheet"), "ods"),
    "odp": (opendocument("presentation"), "odp"),
    "epub": (packed({"mimetype": b"application/epub+zip"}), "epub"),
    "zip": (packed({"a.txt": b"x"}), "zip"),
}
