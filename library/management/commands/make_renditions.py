"""``manage.py make_renditions``: make the smaller pictures that are missing."""

from django.core.management.base import BaseCommand

from library.models import Image
from library.renditions import WIDTHS, name
from library.tasks import make_renditions


class Command(BaseCommand):
    help = "Make the smaller pictures that are missing. Pages work without them, only slower."

    def handle(self, *args, **options):
        missing = [image for image in Image.objects.order_by("pk") if lacks_some(image)]
        for image in missing:
            make_renditions.func(str(image.uid))
        self.stdout.write(f"Pictures checked: {Image.objects.count()}; repaired: {len(missing)}.")


def lacks_some(image):
    """Say whether a rendition of a picture is missing, in its row or as a file."""
    wanted = [width for width in WIDTHS if width <= image.width]
    exists = image.file.storage.exists
    return image.rendition_widths != wanted or not all(
        exists(name(image.file.name, width)) for width in wanted
    )
