"""Documents: who may read them, what they are served as, and what is shown with their links."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from library import documents
from library.models import Document
from projects.models import ResultLink
from tests import factories
from tests.admin import errors, filled
from tests.library import corpus

pytestmark = pytest.mark.django_db


def upload(content=corpus.PDF, name="Устав.pdf"):
    return SimpleUploadedFile(name, content)


@pytest.fixture
def document():
    row, file = Document(title={"bg": "Устав", "en": "Statutes"}, language="bg"), upload()
    documents.keep(row, documents.read_document(file), file)
    return row


class TestReading:
    def test_a_link_in_something_public_opens_it(self, client, document):
        url = document.get_absolute_url()
        assert client.get(url).status_code == 404
        page = factories.page("draft", text=f'<p><a href="ref:{document.uid}">Statutes</a></p>')
        assert client.get(url).status_code == 404
        page.status = "published"
        page.save()
        answer = client.get(url)
        assert answer.status_code == 200
        assert answer.getvalue() == corpus.PDF
        page.status = "withdrawn"
        page.save()
        assert client.get(url).status_code == 404

    def test_staff_reads_it_before_that(self, client, document):
        client.force_login(factories.user("Writers"))
        assert client.get(document.get_absolute_url()).getvalue() == corpus.PDF
        client.force_login(factories.user(group=None))
        assert client.get(document.get_absolute_url()).status_code == 404

    def test_it_is_a_download_of_its_type_under_its_own_name(self, client, document):
        factories.page(text=f'<p><a href="ref:{document.uid}">Statutes</a></p>')
        answer = client.get(document.get_absolute_url())
        assert answer.getvalue() == corpus.PDF
        assert answer["Content-Type"] == "application/pdf"
        disposition = answer["Content-Disposition"]
        assert disposition.startswith("attachment")
        assert "filename*=utf-8''%D0%A3%D1%81%D1%82%D0%B0%D0%B2.pdf" in disposition
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert not answer.cookies
        again = client.get(document.get_absolute_url(), headers={"if-none-match": answer["ETag"]})
        assert again.status_code == 304

    def test_its_address_is_not_guessed_and_its_file_stands_nowhere_else(self, client, document):
        factories.page(text=f'<p><a href="ref:{document.uid}">Statutes</a></p>')
        assert len(document.key) == 22
        assert client.get(f"/documents/{'x' * 22}/ustav.pdf").status_code == 404
        assert client.get(f"/media/{document.file.name}").status_code == 404

    def test_a_missing_file_is_not_found(self, client, document):
        factories.page(text=f'<p><a href="ref:{document.uid}">Statutes</a></p>')
        document.file.storage.delete(document.file.name)
        assert client.get(document.get_absolute_url()).status_code == 404


class TestShown:
    def test_a_link_says_type_size_and_language(self, client):
        document = factories.document(language="bg")
        factories.page(slug="fee", text=f'<p><a href="ref:{document.uid}">The fee</a></p>')
        text = client.get("/en/fee/").text
        assert f'href="{document.get_absolute_url()}"' in text
        assert "(PDF, 1.2" in text
        assert "Bulgarian)" in text

    def test_a_result_shows_its_documents(self, client):
        project = factories.project(slug="investech")
        document = factories.document(title={"en": "Handbook"})
        result = factories.result(of=project)
        ResultLink.objects.create(result=result, document=document, language="en")
        text = client.get("/en/projects/investech/").text
        assert document.get_absolute_url() in text
        assert "Handbook" in text
        assert "PDF, 1.2" in text


class TestAdmin:
    @pytest.fixture
    def editor(self, client):
        client.force_login(factories.user("Editors", interface_language="en"))
        return client

    def test_uploads_and_replaces_at_the_same_address(self, editor):
        editor.post("/admin/library/document/add/", {"upload": upload(), "title_en": "Statutes"})
        document = Document.objects.get()
        address = document.get_absolute_url()
        assert address.endswith("/ustav.pdf")
        url = f"/admin/library/document/{document.pk}/change/"
        new = corpus.PDF.replace(b"1.7", b"1.6")
        answer = editor.post(url, {**filled(editor.get(url)), "upload": upload(new)})
        assert answer.status_code == 302
        document.refresh_from_db()
        assert document.get_absolute_url() == address
        assert editor.get(address).getvalue() == new

    def test_the_same_bytes_are_offered(self, editor, document):
        answer = editor.post(
            "/admin/library/document/add/", {"upload": upload(), "title_en": "Again"}
        )
        assert "is already in the library" in " ".join(errors(answer))
        assert f'"/admin/library/document/{document.pk}/change/"' in answer.text

    def test_one_in_use_is_not_deleted_and_its_uses_are_named(self, editor, document):
        page = factories.page(text=f'<p><a href="ref:{document.uid}">Statutes</a></p>')
        url = f"/admin/library/document/{document.pk}/delete/"
        assert page.title in editor.get(url).text
        editor.post(url, {"post": "yes"})
        assert Document.objects.exists()
        page.delete()
        editor.post(url, {"post": "yes"})
        assert not Document.objects.exists()

    def test_says_who_sees_it(self, editor, document):
        url = f"/admin/library/document/{document.pk}/change/"
        assert "staff only" in editor.get(url).text
        factories.page(text=f'<p><a href="ref:{document.uid}">Statutes</a></p>')
        assert "everybody" in editor.get(url).text
