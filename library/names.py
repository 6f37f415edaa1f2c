"""Names of uploaded files: what people read is kept, what could harm is removed."""

import re
import unicodedata
from pathlib import PurePosixPath

from languages.slugs import slugify

LONGEST = 120
# Names that Windows reserves for devices, whatever follows the dot.
DEVICES = re.compile(r"(?i)(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")


def clean_name(name, default="file"):
    """Return the last part of a name without characters that hide something or lead elsewhere.

    Folders, control characters, marks that reverse the reading direction (which make ``gpj.exe``
    look like ``exe.jpg``) and device names are removed; letters of every alphabet stay. At most 120
    characters.
    """
    last = re.split(r"[/\\]", str(name or ""))[-1]
    kept = "".join(
        sign for sign in unicodedata.normalize("NFC", last) if unicodedata.category(sign)[0] != "C"
    )
    kept = " ".join(re.sub(r'[<>:"|?*]', " ", kept).split()).strip(". ")
    kept = DEVICES.sub(lambda match: f"{match[0]}_", kept, count=1) if DEVICES.match(kept) else kept
    if len(kept) > LONGEST:
        ending = PurePosixPath(kept).suffix[:10]
        kept = kept[: LONGEST - len(ending)].rstrip(". ") + ending
    return kept or default


def with_ending(name, ending):
    """Return a clean name whose extension says what the file is."""
    stem = clean_name(name)
    suffix = PurePosixPath(stem).suffix.lower().lstrip(".")
    if suffix == ending:
        return stem
    return f"{stem[: LONGEST - len(ending) - 1]}.{ending}"


def slug_of(name):
    """Return a name for an address: Latin letters, without the extension."""
    return slugify(PurePosixPath(clean_name(name)).stem)[:100].strip("-") or "document"
