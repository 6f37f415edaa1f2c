"""What the library accepts, and what it refuses."""

import json
import zipfile
from io import BytesIO
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image as Picture

from library import uploads
from library.models import Image
from library.uploads import read_upload, store
from tests import factories
from tests.delivery.test_concurrency import at_once


def picture(form="JPEG", size=(900, 600), mode="RGB", **options):
    """Return the bytes of a picture."""
    out = BytesIO()
    Picture.new(mode, size, 120).save(out, form, **options)
    return out.getvalue()


def upload(content, name="photo.jpg"):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_five_formats_are_taken_and_named_by_what_they_are(form):
    judged = read_upload(upload(picture(form), "photo.exe"))
    assert judged.extension == {"JPEG": "jpg"}.get(form, form.lower())
    assert (judged.width, judged.height) == (900, 600)


def test_a_photo_is_turned_and_says_nothing_of_where_it_was_taken():
    exif = Picture.Exif()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    content = picture(exif=exif)
    judged = read_upload(upload(content))
    assert (judged.width, judged.height) == (600, 900)
    kept = Picture.open(BytesIO(judged.content))
    assert not kept.getexif()
    assert "exif" not in kept.info


def test_odd_pictures_come_out_right():
    assert read_upload(upload(picture(mode="CMYK"))).extension == "jpg"
    assert read_upload(upload(picture("PNG", mode="I;16"))).width == 900
    kept = read_upload(upload(picture("PNG", mode="RGBA")))
    assert Picture.open(BytesIO(kept.content)).mode == "RGBA"


def bomb():
    """Return a small file that claims 400 million pixels."""
    return picture("PNG", (20000, 20000), "1")


BAD = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<html><script>alert(1)</script></html>",
    "empty": b"",
    "text": "просто текст".encode(),
    "truncated": picture()[:400],
    "truncated png": picture("PNG")[:60],
    "tiff": picture("TIFF"),
    "bmp": picture("BMP"),
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_what_is_no_picture_is_refused_with_a_sentence(content):
    with pytest.raises(ValidationError) as refused:
        read_upload(upload(content))
    assert refused.value.messages[0].endswith(".")


def heic(brand=b"heic", others=b"mif1heic"):
    box = b"ftyp" + brand + bytes(4) + others
    return (len(box) + 4).to_bytes(4, "big") + box + b"\0\0\0\x10meta" + bytes(400)


def zipped(name):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as opened:
        opened.writestr(name, "<w/>")
    return out.getvalue()


MISTAKEN = {
    "iphone": (heic(), "Settings, Camera, Formats, Most Compatible"),
    "heif": (heic(b"mif1", b"mif1miaf"), "Send it to yourself by e-mail"),
    "pdf": (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF", "This is a document"),
    "word": (zipped("word/document.xml"), "button “Document”"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "This is a document"),
    "svg": (BAD["svg"], "Export it as PNG"),
    "exported svg": (b"<?xml version='1.0'?>\n<!-- Ink -->\n<svg xmlns='x'/>", "Export it as PNG"),
    "tiff": (BAD["tiff"], "Save it as JPEG or PNG"),
    "empty": (b"", "downloaded completely"),
    "broken": (BAD["truncated"], "Try saving it again"),
    "page": (BAD["html"], "more than a picture"),
    "page with a drawing": (b"<!DOCTYPE html><svg></svg>", "more than a picture"),
}


@pytest.mark.parametrize(("content", "advice"), MISTAKEN.values(), ids=MISTAKEN)
def test_whoever_takes_it_for_a_picture_is_told_what_to_do(content, advice):
    with pytest.raises(ValidationError, match=advice):
        read_upload(upload(content))


def test_a_picture_is_never_taken_for_a_heic():
    avif = picture("AVIF")
    # Some cameras name the family first; the browser shows it all the same.
    family = avif.replace(b"ftypavif", b"ftypmif1", 1)
    assert read_upload(upload(avif)).extension == read_upload(upload(family)).extension == "avif"


def test_a_bomb_and_a_giant_are_refused():
    with pytest.raises(ValidationError, match="50 million"):
        read_upload(upload(bomb()))
    giant = upload(b"x")
    giant.size = 60 * 1024 * 1024
    with pytest.raises(ValidationError, match="60 MB"):
        read_upload(giant)


@pytest.mark.django_db
class TestStore:
    def test_the_same_bytes_are_kept_once(self, settings):
        content = picture()
        first, second = store(upload(content)), store(upload(content, "copy.jpg"))
        assert first == second
        assert Image.objects.count() == 1

    def test_nothing_is_kept_of_a_refused_file(self, settings):
        with pytest.raises(ValidationError):
            store(upload(BAD["truncated"]))
        assert not Image.objects.exists()
        assert not list(settings.MEDIA_ROOT.rglob("*.*"))

    def test_renditions_are_made_and_never_larger(
        self, settings, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            image = store(upload(picture(size=(900, 600))))
        image.refresh_from_db()
        assert image.rendition_widths == [400, 800]
        names = {path.name.split("-")[-1] for path in settings.MEDIA_ROOT.rglob("*.webp")}
        assert names == {"400.webp", "800.webp"}


def size_of(file):
    with file.storage.open(file.name) as opened:
        return Picture.open(BytesIO(opened.read())).size


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_two_who_upload_the_same_bytes_at_once_get_one_picture_with_its_file(monkeypatch, attempt):
    content, keep, together = picture(), uploads.keep, Barrier(2)

    def keep_together(*args):
        together.wait(10)
        keep(*args)

    monkeypatch.setattr(uploads, "keep", keep_together)
    one, other = at_once(*[lambda: store(upload(content))] * 2)
    assert one == other == Image.objects.get()
    assert size_of(one.file) == (900, 600)


@pytest.mark.django_db
class TestKeeping:
    def test_a_row_that_cannot_be_written_takes_no_file_with_it(self):
        image = store(upload(picture()))
        with pytest.raises(IntegrityError), transaction.atomic():
            uploads.keep(Image(title="Again"), read_upload(upload(picture())))
        assert image.file.storage.exists(image.file.name)

    def test_a_file_that_was_left_behind_is_written_again(self):
        image = store(upload(picture()))
        name, storage = image.file.name, image.file.storage
        image.delete()
        storage.delete(name)
        storage.save(name, ContentFile(b"half of it"))
        again = store(upload(picture()))
        assert again.file.name == name
        assert size_of(again.file) == (900, 600)

    def test_a_file_that_cannot_be_written_leaves_no_row(self, monkeypatch):
        def full(*args, **kwargs):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("django.core.files.storage.FileSystemStorage.save", full)
        with pytest.raises(OSError, match="No space"):
            store(upload(picture()))
        assert not Image.objects.exists()


@pytest.mark.django_db
class TestForm:
    @pytest.fixture
    def editor(self, client):
        client.force_login(factories.user("Writers"))
        return client

    def send(self, client, content, **fields):
        return client.post(
            "/admin/library/image/add/",
            {"upload": upload(content), "alt_en": "A wall", "focal_x": 50, "focal_y": 50, **fields},
        )

    def test_a_writer_uploads_a_picture(self, editor):
        assert self.send(editor, picture()).status_code == 302
        image = Image.objects.get()
        assert (image.title, image.alt) == ("photo.jpg", {"en": "A wall"})

    def test_a_refused_file_keeps_the_words(self, editor):
        answer = self.send(editor, BAD["svg"], credit="Ivan")
        assert answer.status_code == 200
        assert "Export it as PNG" in answer.text
        assert 'value="Ivan"' in answer.text
        assert 'value="A wall"' in answer.text

    def test_an_empty_file_is_refused_with_a_word_on_what_to_do(self, editor):
        assert "downloaded completely" in self.send(editor, b"").text

    def test_the_same_picture_is_offered(self, editor):
        self.send(editor, picture())
        answer = self.send(editor, picture())
        assert "already in the library" in answer.text
        assert f'"/admin/library/image/{Image.objects.get().pk}/change/"' in answer.text

    def test_in_a_pop_up_it_is_taken_at_a_press(self, editor):
        self.send(editor, picture())
        image = Image.objects.get()
        answer = self.send(editor, picture(), _popup=1)
        assert f'name="use_existing" value="{image.pk}"' in answer.text
        sent = {"_popup": 1, "use_existing": image.pk}
        taken = editor.post("/admin/library/image/add/", sent)
        assert json.loads(taken.context["popup_response_data"])["value"] == str(image.pk)
        assert Image.objects.count() == 1

    @pytest.mark.parametrize("key", ["0", "x", ""])
    def test_in_a_pop_up_only_what_is_there_is_taken(self, editor, key):
        answer = editor.post("/admin/library/image/add/", {"_popup": 1, "use_existing": key})
        assert 'name="upload"' in answer.text

    def test_strangers_take_nothing_in_a_pop_up(self, client):
        image = store(upload(picture()))
        client.force_login(factories.user(group=None, is_staff=True))
        sent = {"_popup": 1, "use_existing": image.pk}
        assert client.post("/admin/library/image/add/", sent).status_code == 403

    def test_strangers_do_not_upload(self, client):
        assert self.send(client, picture()).status_code == 302
        client.force_login(factories.user(group=None))
        assert self.send(client, picture()).status_code == 403
        assert not Image.objects.exists()

    def test_a_picture_in_use_is_not_deleted(self, client):
        client.force_login(factories.user("Editors"))
        post = factories.post(lead_image=factories.image())
        url = f"/admin/library/image/{post.lead_image.pk}/delete/"
        assert post.title in client.get(url).text
        client.post(url, {"post": "yes"})
        assert Image.objects.filter(pk=post.lead_image_id).exists()
        page = client.get(f"/admin/library/image/{post.lead_image.pk}/change/").text
        assert post.title in page
