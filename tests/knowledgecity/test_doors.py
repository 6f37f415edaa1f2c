"""Who gets what at the addresses of the desk: two Writers, an Editor, an Administrator, a stranger."""

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import Post
from publishing.models import KeptTyping
from tests import factories
from tests.admin import filled, hidden

pytestmark = pytest.mark.django_db

PEOPLE = ("Writers", "Writers", "Editors", "Administrators")
KEEP = "/admin/typing/keep/"


@pytest.fixture
def clients():
    """A client of each of the four, and one of a stranger, all with the staff cookie if they can have it."""
    made = [Client() for _person in PEOPLE]
    for client, group in zip(made, PEOPLE, strict=True):
        client.force_login(factories.user(group, interface_language="en"))
        client.get("/admin/")
    return [*made, Client()]


@pytest.fixture
def draft():
    return factories.post("draft", title="As saved")


def typed(client, draft, words):
    """Let somebody type into the form of a draft; return what their browser sent."""
    page = client.get(reverse("admin:blog_post_change", args=[draft.pk]))
    data = {**filled(page), **hidden(page), "title": words}
    assert client.post(KEEP, data).status_code == 200
    return data


def test_what_is_typed_is_seen_and_thrown_away_by_its_person_alone(clients, draft):
    for number, client in enumerate(clients[:4]):
        data = typed(client, draft, f"Secret {number}")
        key = data["typing_key"]
        for other in clients:
            look = other.get(f"/admin/typing/{key}/")
            shown = other.get(f"{draft.get_absolute_url()}?preview={key}")
            form = other.get(reverse("admin:blog_post_change", args=[draft.pk]), {"typing": key})
            seen = [f"Secret {number}" in page.content.decode() for page in (look, shown, form)]
            assert seen == [other is client] * 3, (number, clients.index(other))
            if other is not client:
                assert look.status_code == (302 if other is clients[-1] else 404)
                gone = other.post(f"/admin/typing/{key}/throw-away/")
                assert gone.status_code == (302 if other is clients[-1] else 404)
        assert KeptTyping.objects.filter(key=key).exists()
        assert client.post(f"/admin/typing/{key}/throw-away/").status_code == 302
        assert not KeptTyping.objects.filter(key=key).exists()


def test_nobody_previews_with_the_pass_of_another(clients, draft):
    data = typed(clients[0], draft, "Secret")
    for other in clients[1:4]:
        assert other.post("/admin/preview/", data).status_code == 404
    assert (
        "/accounts/login/"
        in clients[4].post("/admin/preview/", data, follow=True).request["PATH_INFO"]
    )


def test_nobody_saves_with_a_pass(clients, draft):
    url = reverse("admin:blog_post_change", args=[draft.pk])
    data = typed(clients[0], draft, "By a pass alone")
    clients[4].post(url, data)
    assert Post.objects.get(pk=draft.pk).title == "As saved"


def test_drafts_are_seen_by_staff_alone(clients, draft):
    statuses = [client.get(draft.get_absolute_url()).status_code for client in clients]
    assert statuses == [200, 200, 200, 200, 404]


@pytest.mark.parametrize(
    "address", ["/admin/links/?q=saved", "/admin/guide/", "/admin/preview/sides/?path=/en/"]
)
def test_the_other_addresses_are_for_staff(clients, draft, address):
    assert [client.get(address).status_code for client in clients] == [200, 200, 200, 200, 302]


def test_the_dialog_for_links_tells_a_stranger_nothing(clients, draft):
    found = clients[0].get("/admin/links/", {"q": "As saved"}).json()["targets"]
    assert [target["title"] for target in found] == ["As saved"]
    assert b"As saved" not in clients[4].get("/admin/links/", {"q": "As saved"}).content
