"""Search in the lists and choosers of the admin finds any case, in either alphabet."""

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


@pytest.mark.parametrize(
    "asked", ["устав", "Устав", "УСТАВ", "сдружение", "ustav", '"на сдружението"']
)
def test_documents(editor, asked):
    factories.document(title={"bg": "Устав на Сдружението"}, name="ustav.pdf")
    factories.document(title={"bg": "Друго"})
    text = editor.get("/admin/library/document/", {"q": asked}).text
    assert "Устав на Сдружението" in text
    assert "Друго" not in text


@pytest.mark.parametrize("asked", ["Инвес", "investech", "ИНВЕСТЕХ"])
def test_organisations_in_list_and_chooser(editor, asked):
    partner = factories.organisation(slug="one", languages=())
    partner.texts.create(language="en", name="InvesTech")
    factories.organisation(slug="two")
    assert "InvesTech" in editor.get("/admin/partners/organisation/", {"q": asked}).text
    chooser = {"app_label": "projects", "model_name": "participation", "field_name": "organisation"}
    found = editor.get("/admin/autocomplete/", {**chooser, "term": asked}).json()["results"]
    assert [row["id"] for row in found] == [str(partner.pk)]
