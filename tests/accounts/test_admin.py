"""Who manages accounts, and how people sign in."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse

from tests import factories
from tests.admin import errors, filled

pytestmark = pytest.mark.django_db
USERS = "admin:accounts_user_changelist"


@pytest.fixture
def administrator(client):
    person = factories.user("Administrators", interface_language="en", email="chief@example.org")
    client.force_login(person)
    return client


@pytest.mark.parametrize("group", ["Writers", "Editors"])
def test_only_administrators_see_people(client, group):
    client.force_login(factories.user(group))

    assert client.get(reverse(USERS)).status_code == 403


@pytest.mark.parametrize("usable", ["true", "false"])
def test_administrator_adds_somebody(administrator, usable):
    url = reverse("admin:accounts_user_add")
    group = Group.objects.get(name="Writers")
    secret = "a long and odd sentence" if usable == "true" else ""

    answer = administrator.post(
        url,
        {
            "email": "New@Example.org",
            "name": "Нова",
            "interface_language": "bg",
            "groups": [group.pk],
            "usable_password": usable,
            "password1": secret,
            "password2": secret,
        },
    )

    assert answer.status_code == 302, errors(answer)
    person = get_user_model().objects.get(email="new@example.org")
    assert person.has_usable_password() == (usable == "true")
    assert list(person.groups.all()) == [group]
    assert person.is_staff
    assert not person.is_superuser


def test_second_account_of_one_address_is_refused_whatever_the_case(administrator):
    url = reverse("admin:accounts_user_add")
    data = {"email": "CHIEF@example.org", "interface_language": "bg", "usable_password": "false"}

    assert "uses this e-mail address" in " ".join(errors(administrator.post(url, data)))


def test_administrator_cannot_rise_above_the_group(administrator):
    above = get_user_model().objects.create_superuser("root@example.org", "secret sentence")
    me = get_user_model().objects.get(email="chief@example.org")
    mine = reverse("admin:accounts_user_change", args=[me.pk])
    theirs = reverse("admin:accounts_user_change", args=[above.pk])

    data = {**filled(administrator.get(mine)), "is_superuser": "on"}
    assert administrator.post(mine, data).status_code == 302
    me.refresh_from_db()
    assert not me.is_superuser

    assert administrator.post(theirs, {"email": "x@example.org"}).status_code == 403
    password = reverse("admin:auth_user_password_change", args=[above.pk])
    new = {"password1": "another odd sentence", "password2": "another odd sentence"}
    assert administrator.post(password, new).status_code == 403
    deletion = reverse("admin:accounts_user_delete", args=[above.pk])
    assert administrator.post(deletion, {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [above.pk], "post": "yes"}
    administrator.post(reverse(USERS), chosen)
    assert get_user_model().objects.filter(email="root@example.org", is_superuser=True).exists()


def test_groups_are_only_looked_at(administrator):
    group = Group.objects.get(name="Writers")
    url = reverse("admin:auth_group_change", args=[group.pk])

    assert administrator.get(url).status_code == 200
    assert administrator.post(url, {"name": "Rulers"}).status_code == 403


def test_desk_sends_to_the_sign_in_page(client):
    person = factories.user("Editors", email="ed@example.org")

    answer = client.post(
        reverse("admin:login"), {"username": person.email, "password": "correct horse"}
    )

    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session
    assert client.get("/admin/").url.startswith(reverse("admin:login"))


def test_signing_in_by_mail_in_any_case_leads_to_the_desk(client):
    factories.user("Editors", email="ed@example.org")

    answer = client.post(
        reverse("account_login"), {"login": "ED@Example.org", "password": "correct horse"}
    )

    assert answer.url == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize(("language", "words"), [("en", "Sign in"), ("bg", "Вход")])
def test_pages_of_the_door_speak_the_readers_language(client, language, words):
    page = client.get(reverse("account_login"), headers={"accept-language": language})

    assert f'<html lang="{language}">' in page.content.decode()
    assert words in page.content.decode()
    assert "unsafe" not in page["Content-Security-Policy"]


def test_nobody_signs_up(client):
    url = reverse("account_signup")
    data = {"email": "a@example.org", "password1": "odd sentence 1", "password2": "odd sentence 1"}

    assert "administrator" in client.get(url, headers={"accept-language": "en"}).content.decode()
    client.post(url, data)
    assert not get_user_model().objects.exists()


def test_password_is_reset_by_mail(client):
    person = factories.user("Editors", email="ed@example.org")
    client.post(reverse("account_reset_password"), {"email": "ed@example.org"})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    page = client.get("/accounts/" + link.split("/accounts/", 1)[1], follow=True)
    new = {"password1": "a new odd sentence", "password2": "a new odd sentence"}

    answer = client.post(page.request["PATH_INFO"], new, follow=True)

    assert answer.status_code == 200
    person.refresh_from_db()
    assert person.check_password("a new odd sentence")


@pytest.mark.parametrize(
    ("language", "subject"),
    [("en", "A new password for Knowledge City"), ("bg", "Нова парола за Град на знанието")],
)
def test_the_mail_speaks_the_readers_language(client, language, subject):
    factories.user("Editors", email="ed@example.org")
    asked = {"email": "ed@example.org"}
    client.post(reverse("account_reset_password"), asked, headers={"accept-language": language})
    assert mail.outbox[0].subject == subject
    assert "example.com" not in mail.outbox[0].body


def test_a_stranger_is_told_nothing_but_that(client):
    asked = {"email": "stranger@example.org"}
    client.post(reverse("account_reset_password"), asked, headers={"accept-language": "en"})
    assert "There is no account with this address." in mail.outbox[0].body
    assert "http" not in mail.outbox[0].body


@pytest.mark.parametrize(
    "path", ["email", "login/code/confirm", "confirm-email", "2fa", "3rdparty"]
)
def test_other_pages_of_allauth_do_not_exist(client, path):
    client.force_login(factories.user("Editors"))
    assert client.get(f"/accounts/{path}/").status_code == 404


def test_every_page_of_the_door_opens(client):
    for name in ("login", "reset_password", "reset_password_done", "signup", "inactive"):
        assert client.get(reverse(f"account_{name}")).status_code == 200
    assert client.get(reverse("account_reset_password_from_key_done")).status_code == 200
    used = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "x-y"})
    assert client.get(used).status_code == 200

    client.force_login(factories.user("Editors"))
    for name in ("logout", "change_password"):
        assert client.get(reverse(f"account_{name}")).status_code == 200
    assert client.get(reverse("admin:password_change")).url == reverse("account_change_password")
    assert client.post(reverse("admin:logout")).url == reverse("account_login")
    assert client.get("/admin/").status_code == 302


def test_guessing_ends_with_a_sentence(client):
    factories.user("Editors", email="ed@example.org")
    url = reverse("account_login")
    for _attempt in range(5):
        client.post(url, {"login": "ed@example.org", "password": "wrong"})

    client.post(url, {"login": "ed@example.org", "password": "correct horse"})

    assert "_auth_user_id" not in client.session
