"""Messages from the contact form, for staff: read, mailed, deleted in time."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.contrib.admin.models import LogEntry

from delivery import clock
from pages.models import Message
from tests import factories
from tests.admin import errors, filled
from tests.reading import links, read

pytestmark = pytest.mark.django_db
LIST = "/admin/pages/message/"


@pytest.fixture
def message():
    return factories.message(name="Ana", mail="ana@example.org", text="How are you?\nAna")


@pytest.fixture
def url(message):
    return f"{LIST}{message.pk}/change/"


@pytest.fixture
def editor(client):
    client.force_login(factories.user("Editors"))
    return client


class TestAdmin:
    def test_only_state_note_and_day_can_be_changed(self, editor, url, message):
        data = filled(editor.get(url))
        assert set(data) == {"state", "note", "delete_on", "version"}
        sent = {**data, "state": "answered", "note": "Called back", "name": "Other", "text": "x"}
        assert editor.post(url, sent).status_code == 302
        message.refresh_from_db()
        assert (message.state, message.note) == ("answered", "Called back")
        assert (message.name, message.text) == ("Ana", "How are you?\nAna")

    def test_two_colleagues_do_not_overwrite_each_other_but_mailing_refuses_nothing(
        self, editor, url
    ):
        data = filled(editor.get(url))
        Message.objects.update(mailed_at=clock.now(), sender="")
        assert editor.post(url, {**data, "note": "Mine"}).status_code == 302
        assert "saved this" in " ".join(errors(editor.post(url, {**data, "note": "Late"})))

    def test_an_answer_by_mail_begins_with_the_text(self, editor, url):
        address = next(one for one in links(editor.get(url)) if one.startswith("mailto:"))
        parts = urlsplit(address)
        asked = parse_qs(parts.query)
        assert unquote(parts.path) == "ana@example.org"
        assert asked["subject"] == ["Your message: A project"]
        assert asked["body"] == ["\r\n\r\n> How are you?\r\n> Ana"]

    def test_an_answer_by_mail_cannot_be_given_other_headers(self, editor):
        message = factories.message(mail="a?bcc=x@example.org", text="&cc=y@example.org\r\nz")
        answer = editor.get(f"{LIST}{message.pk}/change/")
        address = next(one for one in links(answer) if one.startswith("mailto:"))
        assert set(parse_qs(urlsplit(address).query)) == {"subject", "body"}

    def test_the_list_says_what_waits(self, editor, message):
        words = " ".join(read(editor.get(LIST)).xpath("string(//tbody)").split())
        assert "Ana" in words
        assert "Yes" in words
        Message.objects.update(mailed_at=clock.now(), state="closed")
        assert "Yes" not in read(editor.get(LIST)).xpath("string(//tbody)")
        assert "Ana" not in editor.get(f"{LIST}?state__exact=new").text

    def test_costs_no_more_with_many(self, editor, django_assert_max_num_queries):
        for _number in range(8):
            factories.message()
        with django_assert_max_num_queries(9):
            editor.get(LIST)

    @pytest.mark.parametrize(
        ("group", "view", "change", "delete"),
        [
            ("Writers", 200, 403, 403),
            ("Editors", 200, 302, 200),
            ("Administrators", 200, 302, 200),
            ("", 403, 403, 403),
        ],
    )
    def test_rights(self, client, url, group, view, change, delete):
        client.force_login(factories.user(group, is_staff=True))
        data = {"state": "closed"}
        assert client.get(url).status_code == view
        assert client.get(f"{LIST}add/").status_code == 403
        if change == 302:
            data = {**filled(client.get(url)), "state": "closed"}
        assert client.post(url, data).status_code == change
        assert client.get(url.replace("change", "delete")).status_code == delete

    def test_the_front_page_counts_new_ones(self, client, message):
        for group in ("Writers", "Editors"):
            client.force_login(factories.user(group))
            found = links(client.get("/admin/"))
            assert found[f"{LIST}?state__exact=new"] == "1 new message from the site"
        Message.objects.update(state="answered")
        assert "new message" not in client.get("/admin/").text
        factories.message()
        client.force_login(factories.user(""))
        assert "new message" not in client.get("/admin/").text

    def test_the_history_of_a_deleted_one_names_nobody(self, editor, url):
        editor.post(url.replace("change", "delete"), {"post": "yes"})
        assert not Message.objects.exists()
        assert not LogEntry.objects.filter(object_repr__contains="Ana").exists()
        assert LogEntry.objects.count() == 1

    def test_is_in_bulgarian_for_a_bulgarian(self, client, url):
        client.force_login(factories.user("Editors", interface_language="bg"))
        words = client.get(url).text
        for expected in ("Тема", "Отговор по имейл", "За колеги", "Изтрива се на"):
            assert expected in words
