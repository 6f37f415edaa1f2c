"""``manage.py check_library``: records without files, and files without records."""

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from library.models import Document, Image
from library.renditions import name

FOLDERS = ("images", "documents")


class Command(BaseCommand):
    help = "Find pictures and documents whose file is missing, and files that nothing needs."

    def add_arguments(self, parser):
        parser.add_argument(
            "--delete", action="store_true", help="delete the files that nothing needs"
        )

    def handle(self, *args, delete, **options):
        records = {
            row.file.name: f"{row._meta.verbose_name} {row.pk} ({row})"
            for model in (Image, Document)
            for row in model.objects.order_by("pk")
        }
        needed = set(records) | {
            name(image.file.name, width)
            for image in Image.objects.all()
            for width in image.rendition_widths
        }
        there = {path for folder in FOLDERS for path in files(folder)}
        lost = sorted(set(records) - there)
        spare = sorted(there - needed)
        for path in lost:
            self.stdout.write(f"File missing: {records[path]}: {path}")
        for path in spare:
            self.stdout.write(f"{'Deleted' if delete else 'Nothing needs'}: {path}")
            if delete:
                default_storage.delete(path)
        self.stdout.write(f"Records: {len(records)}; files: {len(there)}.")
        if lost:
            message = f"{len(lost)} files are missing. Restore them from the backup."
            raise CommandError(message)


def files(folder):
    """Yield the paths of all files below a folder of the storage."""
    if not default_storage.exists(folder):
        return
    folders, names = default_storage.listdir(folder)
    yield from (f"{folder}/{name}" for name in names)
    for inner in folders:
        yield from files(f"{folder}/{inner}")
