"""Fill the empty site of ``tests.deploy.settings``; print what the tests must know of it as JSON."""

import json
import sys

import django

django.setup()

from io import BytesIO  # noqa: E402

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from PIL import Image as Picture  # noqa: E402

from library import documents, uploads  # noqa: E402
from library.models import Document  # noqa: E402
from tests import factories  # noqa: E402

call_command("migrate", verbosity=0)
call_command("createcachetable", verbosity=0)
call_command("collectstatic", verbosity=0, interactive=False)

drawn = BytesIO()
Picture.new("RGB", (900, 600), "teal").save(drawn, "PNG")
image = uploads.store(SimpleUploadedFile("teal.png", drawn.getvalue()))
image.refresh_from_db()
pdf = SimpleUploadedFile("secret.pdf", b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
document = Document(title={"en": "Secret"})
documents.keep(document, documents.read_document(pdf), pdf)
json.dump(
    {
        "post": factories.post(slug="read", title="Version 0").pk,
        "editor": factories.user(group="Administrators").email,
        "image": image.file.url,
        "widths": image.rendition_widths,
        "document": document.file.name,
    },
    sys.stdout,
)
factories.settle()
