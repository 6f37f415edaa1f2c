"""The operator's commands for the files of the library."""

from io import StringIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from library.models import Image
from library.renditions import name
from library.uploads import store
from tests.library.test_uploads import picture, upload

pytestmark = pytest.mark.django_db


def run(command, **options):
    out = StringIO()
    call_command(command, stdout=out, **options)
    return out.getvalue()


def test_missing_renditions_are_made(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = store(upload(picture()))
    image.refresh_from_db()
    assert "repaired: 0" in run("make_renditions")
    default_storage.delete(name(image.file.name, 400))
    assert "repaired: 1" in run("make_renditions")
    assert default_storage.exists(name(image.file.name, 400))
    Image.objects.update(rendition_widths=[])
    run("make_renditions")
    image.refresh_from_db()
    assert image.rendition_widths == [400, 800]


def test_a_picture_whose_file_is_lost_stops_nothing():
    image = store(upload(picture()))
    default_storage.delete(image.file.name)
    assert "checked: 1" in run("make_renditions")


def test_files_and_records_that_lack_each_other_are_told():
    image = store(upload(picture()))
    spare = default_storage.save("images/ff/spare.jpg", ContentFile(b"x"))
    assert f"Nothing needs: {spare}" in run("check_library")
    assert f"Deleted: {spare}" in run("check_library", delete=True)
    assert not default_storage.exists(spare)
    default_storage.delete(image.file.name)
    with pytest.raises(CommandError, match="1 files are missing"):
        run("check_library")
