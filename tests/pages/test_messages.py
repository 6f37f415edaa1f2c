"""Messages from the contact form, for staff: read, mailed, deleted in time."""

from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes
from functools import partial
from unittest import mock
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from delivery import clock, due
from delivery.models import Due
from pages import tasks
from pages.due import TIDY, plan
from pages.models import Message
from pages.models.message import MAIL
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


@contextmanager
def mail_away():
    """Let the mail server refuse."""
    backend = "django.core.mail.backends.locmem.EmailBackend.send_messages"
    with mock.patch(backend, side_effect=OSError("no route to host")):
        yield


def run_due(django_capture_on_commit_callbacks, at=None):
    """Do what is due, and what it puts into the queue."""
    with django_capture_on_commit_callbacks(execute=True):
        return due.run(at or clock.now())


class TestMail:
    @pytest.fixture
    def work(self, django_capture_on_commit_callbacks):
        return partial(run_due, django_capture_on_commit_callbacks)

    @pytest.fixture(autouse=True)
    def _address(self):
        factories.site_text("en", mail="office@example.org")

    def test_goes_to_the_office_and_its_answer_to_the_visitor(self, message, work, mailoutbox):
        work()
        sent = mailoutbox[0]
        assert sent.to == ["office@example.org"]
        assert sent.reply_to == ["ana@example.org"]
        assert sent.subject == "[Sofia – Knowledge City] A project: Ana"
        assert "How are you?\nAna" in sent.body
        assert f"http://localhost:8000{LIST}{message.pk}/change/" in sent.body
        message.refresh_from_db()
        assert message.mailed_at
        assert len(mailoutbox) == 1

    def test_is_in_the_language_of_the_message(self, work, mailoutbox):
        factories.site_text("bg", mail="ofis@example.org")
        factories.message(language="bg", name="Ана")
        work()
        assert mailoutbox[0].to == ["ofis@example.org"]
        assert mailoutbox[0].subject == "[София – Град на знанието] Проект: Ана"
        for words in ("Име: Ана", "Тема: Проект", "Отговорът ви"):
            assert words in mailoutbox[0].body

    def test_goes_to_the_other_language_if_there_is_no_address(self, work, mailoutbox):
        factories.message(language="bg")
        work()
        assert mailoutbox[0].to == ["office@example.org"]

    def test_is_sent_once(self, message, work, mailoutbox):
        work()
        tasks.send_mail.enqueue(message.pk)
        work(clock.now() + timedelta(days=2))
        assert len(mailoutbox) == 1
        assert not Due.objects.filter(name=MAIL).exists()

    def test_a_claimed_one_is_left_to_its_worker_for_a_while(self, message, mailoutbox):
        call = tasks.send_mail.call
        Message.objects.update(claimed_at=timezone.now())
        call(message.pk)
        assert mailoutbox == []
        Message.objects.update(claimed_at=timezone.now() - timedelta(minutes=11))
        call(message.pk)
        assert len(mailoutbox) == 1

    def test_waits_while_mail_is_away_and_goes_when_it_is_back(self, message, work, mailoutbox):
        now = clock.now()
        with mail_away():
            for minutes in (1, 5, 30, 120, 720, 720):
                work(now)
                message.refresh_from_db()
                assert "no route to host" in message.mail_error
                assert message.mailed_at is None
                row = Due.objects.get(name=MAIL)
                assert row.at == now + timedelta(minutes=minutes)
                now = row.at
        work(now)
        message.refresh_from_db()
        assert message.mailed_at
        assert message.mail_error == ""
        assert len(mailoutbox) == 1

    def test_staff_see_why_one_waits(self, editor, url, work):
        with mail_away():
            work()
        assert "no route to host" in editor.get(url).text

    def test_waits_for_an_address_and_goes_when_somebody_writes_one(
        self, editor, url, work, mailoutbox
    ):
        factories.site_text("en", mail="")
        work()
        assert mailoutbox == []
        assert "Nobody has written a mail address" in editor.get(url).text
        factories.site_text("bg", mail="ofis@example.org")
        work()
        assert mailoutbox[0].to == ["ofis@example.org"]

    def test_a_deleted_one_is_not_mailed(self, message, work, mailoutbox):
        message.delete()
        work()
        assert mailoutbox == []
        assert not Due.objects.filter(name=MAIL).exists()

    @pytest.mark.parametrize(
        "name",
        ["Ana\r\nBcc: x@example.org", "Ана, <x@example.org>", '"', "x" * 120, "\u2028Bcc: x"],
    )
    def test_no_name_breaks_the_headers(self, work, mailoutbox, name):
        factories.message(name=name, mail="ana+test@example.org")
        work()
        headers = message_from_bytes(mailoutbox[0].message().as_bytes())
        assert headers["To"] == "office@example.org"
        assert headers["Reply-To"] == "ana+test@example.org"
        assert headers["Bcc"] is None
        assert headers.get_content_type() == "text/plain"


class TestDeletion:
    def test_at_its_day(self, message):
        Due.objects.all().delete()
        plan()
        Message.objects.update(delete_on=clock.today() + timedelta(days=3))
        at = clock.now()
        for _hour in range(2 * 24):
            at += timedelta(hours=1)
            due.run(at)
        assert Message.objects.exists()
        for _hour in range(26):
            at += timedelta(hours=1)
            due.run(at)
        assert not Message.objects.exists()

    def test_a_day_that_staff_have_chosen(self, editor, url, message):
        day = clock.today() + timedelta(days=400)
        data = {**filled(editor.get(url)), "delete_on": day.isoformat()}
        assert editor.post(url, data).status_code == 302
        with clock.following(lambda: timezone.now() + timedelta(days=399)):
            assert Message.objects.delete_old() == 0
        with clock.following(lambda: timezone.now() + timedelta(days=401)):
            assert Message.objects.delete_old() == 1

    def test_where_one_came_from_is_forgotten_within_a_day(self, message):
        plan()
        Due.objects.filter(name=TIDY).update(at=clock.now() + timedelta(minutes=59))
        for hours in range(23):
            due.run(clock.now() + timedelta(hours=hours))
        assert Message.objects.get().sender
        due.run(clock.now() + timedelta(hours=24))
        assert not Message.objects.get().sender

    def test_is_planned_by_every_migrate_once(self):
        assert Due.objects.filter(name=TIDY).count() == 1
        plan()
        assert Due.objects.filter(name=TIDY).count() == 1
