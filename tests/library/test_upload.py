"""A document that is uploaded in the editor, and who may read it once a text links to it."""

from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from library import documents
from library.models import Document
from tests import factories
from tests.delivery.test_concurrency import at_once
from tests.library import corpus

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/library/document/upload/"


@pytest.fixture
def writer(client):
    client.force_login(factories.user("Writers"))
    return client


def pdf(content=corpus.PDF, name="Устав.pdf"):
    return SimpleUploadedFile(name, content)


def sent(client, **fields):
    data = {"file": pdf(), "title": "Устав", "language": "bg", "text_language": "en", **fields}
    return client.post(UPLOAD, data)


def test_a_document_is_kept_with_title_and_language(writer):
    answer = sent(writer).json()
    document = Document.objects.get()
    assert answer == {"uid": str(document.uid), "existing": False}
    assert (document.title, document.language) == ({"bg": "Устав"}, "bg")
    assert (document.kind, document.name) == ("pdf", "Устав.pdf")
    found = writer.get("/admin/links/", {"q": "ustav", "kind": "document"}).json()["targets"]
    assert [target["href"] for target in found] == [f"ref:{document.uid}"]


def test_without_a_language_the_title_is_in_that_of_the_text(writer):
    sent(writer, language="", title="Statutes")
    assert Document.objects.get().title == {"en": "Statutes"}
    assert Document.objects.get().language == ""


def test_a_file_that_is_there_is_offered(writer):
    first = sent(writer).json()
    again = sent(writer, title="Another").json()
    assert again == {"uid": first["uid"], "existing": True}
    assert Document.objects.get().title == {"bg": "Устав"}


@pytest.mark.django_db(transaction=True)
def test_two_who_upload_the_same_file_at_once_get_one_document(monkeypatch):
    keep, together = documents.keep, Barrier(2)

    def keep_together(*args):
        together.wait(10)
        keep(*args)

    monkeypatch.setattr(documents, "keep", keep_together)
    answers = at_once(*[lambda: documents.get_or_store(pdf(), title={"en": "Statutes"})] * 2)
    assert {document.pk for document, _made in answers} == {Document.objects.get().pk}
    assert sorted(made for _document, made in answers) == [False, True]


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"title": ""}, "title: This field is required."),
        ({"title": "a" * 301}, "title: Ensure this value"),
        ({"language": "xx"}, "language of the document: Select a valid choice"),
        ({"file": ""}, "File: This field is required."),
        ({"file": pdf(b"<html>")}, "This is not a document we can accept"),
        ({"file": pdf(b"MZ" * 50, "a.exe")}, "This is not a document we can accept"),
    ],
)
def test_what_is_refused_is_refused_with_a_sentence(writer, fields, complaint):
    assert complaint in sent(writer, **fields).json()["error"]
    assert not Document.objects.exists()


def test_who_may_not_upload(client, writer):
    writer.handler.enforce_csrf_checks = True
    assert sent(writer).status_code == 403
    client.handler.enforce_csrf_checks = False
    client.force_login(factories.user(group=None, is_staff=True))
    assert sent(client).status_code == 403
    client.logout()
    assert sent(client).status_code == 302
    assert not Document.objects.exists()


def test_readers_may_open_it_while_something_public_links_to_it(client, writer):
    document = Document.objects.get(uid=sent(writer).json()["uid"])
    used = writer.get(reverse("admin:library_document_change", args=[document.pk])).text
    assert "nothing yet" in used
    address = document.get_absolute_url()
    body = f'<p><a href="ref:{document.uid}">The statutes</a></p>'
    post = factories.post("draft", slug="one", title="About statutes", body=body)
    used = writer.get(reverse("admin:library_document_change", args=[document.pk])).text
    assert "About statutes" in used
    client.logout()
    assert client.get(address).status_code == 404
    post.status = "published"
    post.save()
    assert client.get(address).getvalue() == corpus.PDF
    page = client.get("/en/blog/one/").text
    assert f'<a href="{address}">The statutes</a> (PDF' in page
    assert "Bulgarian)" in page
    post.body = "<p>No link</p>"
    post.save()
    assert client.get(address).status_code == 404
