"""Editing organisations."""

import pytest
from django.urls import reverse

from partners.models import Organisation
from tests import factories
from tests.admin import errors, filled

pytestmark = pytest.mark.django_db
ADD = "admin:partners_organisation_add"


@pytest.fixture
def editor(client):
    client.force_login(factories.user("Editors", interface_language="en"))
    return client


def added(client, **fields):
    url = reverse(ADD)
    return client.post(url, {**filled(client.get(url)), "texts-0-name": "Училище", **fields})


def test_organisation_is_added_with_texts_relations_and_networks(editor):
    network = factories.organisation()

    answer = added(
        editor,
        **{
            "texts-0-acronym": "ТУЕС",
            "country": "bg",
            "networks": [network.pk],
            "relations-TOTAL_FORMS": "1",
            "relations-0-kind": "member",
            "relations-0-start": "2019",
            "relations-0-end": "",
        },
    )

    assert answer.status_code == 302, errors(answer)
    row = Organisation.objects.get(slug="tues")
    assert row.country == "BG"
    assert list(row.networks.all()) == [network]
    assert row.relations.get().start == "2019"


@pytest.mark.parametrize("country", ["B", "1G", "Бг", "B "])
def test_country_is_two_latin_letters(editor, country):
    assert "Two Latin letters" in " ".join(errors(added(editor, country=country)))


def test_only_one_organisation_is_the_cluster(editor):
    factories.organisation(is_cluster=True)

    answer = added(editor, is_cluster="on")

    assert "Another organisation is marked as the cluster." in " ".join(errors(answer))


def test_address_comes_from_the_name(editor):
    added(editor)
    added(editor)

    assert list(Organisation.objects.values_list("slug", flat=True)) == [
        "uchilishte",
        "uchilishte-2",
    ]


def test_list_tells_relations_and_gaps(editor):
    row = factories.organisation(languages=("bg",))
    row.texts.update(text="")
    row.relations.create(kind="sponsor")

    page = editor.get(reverse("admin:partners_organisation_changelist")).content.decode()

    assert "sponsor" in page
    assert "text BG, text EN, kind, country" in page


def test_organisation_in_use_is_not_deleted(editor):
    row = factories.organisation()
    post = factories.post(title="About them")
    post.story.organisations.add(row)
    url = reverse("admin:partners_organisation_delete", args=[row.pk])

    assert "About them" in editor.get(url).content.decode()
    editor.post(url, {"post": "yes"})

    assert Organisation.objects.filter(pk=row.pk).exists()
