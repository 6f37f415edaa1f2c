"""Search in the library's lists and chooser finds Cyrillic in any case."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    client.force_login(factories.user("Editors", interface_language="en"))
    return client


@pytest.mark.parametrize("asked", ["снимка", "Снимка", "СНИМКА", "калдъръм", "ИВАНОВ"])
def test_pictures(editor, asked):
    factories.image(title="Снимка от София", alt={"bg": "Калдъръм"}, credit="Иванов")
    factories.image(title="Друго")
    text = editor.get("/admin/library/image/", {"q": asked}).text
    assert "Снимка от София" in text
    assert "Друго" not in text
    chosen = editor.get("/admin/library/image/choose/", {"q": asked}).json()["images"]
    assert [image["title"] for image in chosen] == ["Снимка от София"]


@pytest.mark.parametrize("asked", ["устав", "Устав", "УСТАВ", "сдружение"])
def test_documents(editor, asked):
    factories.document(title={"bg": "Устав на Сдружението"}, name="ustav.pdf")
    factories.document(title={"bg": "Друго"})
    text = editor.get("/admin/library/document/", {"q": asked}).text
    assert "Устав на Сдружението" in text
    assert "Друго" not in text
