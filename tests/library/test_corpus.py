"""Bad files are refused in words that a person understands; odd but valid ones are accepted."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image as Picture

from library import documents, uploads
from library.models import Document, Image
from library.names import clean_name, slug_of, with_ending
from tests import factories
from tests.admin import errors
from tests.library import corpus

BAD = [
    *(("image", name, *file) for name, file in corpus.BAD_PICTURES.items()),
    *(("document", name, *file) for name, file in corpus.BAD_DOCUMENTS.items()),
]


def test_the_corpus_is_large_enough():
    assert len(BAD) >= 30
    assert len(corpus.ODD_PICTURES) >= 10


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "name", "content"),
    [(kind, name, content) for kind, _id, name, content in BAD],
    ids=[f"{kind} {name}" for kind, name, _file, _content in BAD],
)
def test_a_bad_file_is_refused_in_bulgarian_and_nothing_is_kept(
    client, settings, kind, name, content
):
    client.force_login(factories.user("Editors", interface_language="bg"))
    fields = {"title": "Стена", "title_bg": "Стена", "focal_x": 50, "focal_y": 50}
    answer = client.post(
        f"/admin/library/{kind}/add/",
        {"upload": SimpleUploadedFile(name, content), "alt_bg": "Стена", **fields},
    )
    assert answer.status_code == 200
    with translation.override("bg"):
        (sentence,) = map(str, errors(answer))
    assert re.match("[А-Я]", sentence)
    assert sentence.endswith(".")
    assert "Стена" in answer.text
    assert not Image.objects.exists()
    assert not Document.objects.exists()
    assert not list(settings.MEDIA_ROOT.rglob("*.*"))


@pytest.mark.parametrize(
    ("content", "width", "height", "ending"), corpus.ODD_PICTURES.values(), ids=corpus.ODD_PICTURES
)
def test_an_odd_picture_comes_out_right(content, width, height, ending):
    judged = uploads.read_upload(SimpleUploadedFile("photo.exe", content))
    assert (judged.width, judged.height, judged.extension) == (width, height, ending)
    kept = Picture.open(BytesIO(judged.content))
    kept.load()
    assert kept.size == (width, height)
    assert getattr(kept, "n_frames", 1) == 1
    assert not kept.getexif()
    assert kept.mode in {"RGB", "RGBA", "P"}


@pytest.mark.parametrize(
    ("content", "kind"), corpus.GOOD_DOCUMENTS.values(), ids=corpus.GOOD_DOCUMENTS
)
def test_a_document_is_known_by_its_content(content, kind):
    judged = documents.read_document(SimpleUploadedFile("paper.exe", content))
    assert (judged.kind, judged.size, judged.is_active) == (kind, len(content), False)


def test_a_pdf_with_scripts_is_marked():
    content = corpus.PDF.replace(b"/Type /Catalog", b"/OpenAction << /S /JavaScript >>")
    assert documents.read_document(SimpleUploadedFile("paper.pdf", content)).is_active


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("снимка.jpg", "снимка.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Temp\\photo.jpg", "photo.jpg"),
        ("photo\x00.jpg", "photo.jpg"),
        ("photo\u202egpj.exe", "photogpj.exe"),
        ("con.jpg", "con_.jpg"),
        ("LPT1", "LPT1_"),
        ("contract.pdf", "contract.pdf"),
        (" a  b ?.jpg", "a b .jpg"),
        ("...", "file"),
        ("", "file"),
    ],
)
def test_names_lose_what_hides_or_leads_elsewhere(name, clean):
    assert clean_name(name) == clean


def test_names_end_somewhere_and_say_what_the_file_is():
    assert len(clean_name("я" * 300 + ".jpg")) == 120
    assert with_ending("устав.exe", "pdf") == "устав.exe.pdf"
    assert with_ending("устав.PDF", "pdf") == "устав.PDF"
    assert slug_of("Устав на клъстера.pdf") == "ustav-na-klastera"
    assert slug_of("№.pdf") != ""
