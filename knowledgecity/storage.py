"""Published static files: hashed, compressed, and the stylesheet joined into one."""

import re

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'^@import "([\w-]+\.css)";\n', re.MULTILINE)
JOINED = "css/site.css"


class _Joined:
    """Reads like the storage that it wraps, with the imports of a stylesheet inlined."""

    def __init__(self, storage):
        self.storage = storage

    def open(self, path, mode="rb"):
        folder = path.rpartition("/")[0]

        def text(name):
            with self.storage.open(f"{folder}/{name}") as file:
                return file.read().decode()

        with self.storage.open(path) as file:
            content = IMPORT.sub(lambda match: text(match[1]), file.read().decode())
        return ContentFile(content.encode(), path)

    def __getattr__(self, name):
        return getattr(self.storage, name)


class PublishedFilesStorage(CompressedManifestStaticFilesStorage):
    """Joins the parts of the public stylesheet: imports would be fetched one after another."""

    def post_process(self, paths, *args, **kwargs):
        if JOINED in paths:
            storage, path = paths[JOINED]
            paths = {**paths, JOINED: (_Joined(storage), path)}
        return super().post_process(paths, *args, **kwargs)
