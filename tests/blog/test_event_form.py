"""The form of an event: its time, its place and who takes part in it, shared by both languages."""

from datetime import date, time

import pytest
import vobject

from blog.models import Event, Post, StoryOrganisation
from tests import factories
from tests.admin import errors, filled
from tests.blog.test_admin import change, editor, writer, written  # noqa: F401
from tests.reading import read

pytestmark = pytest.mark.django_db

WHOLE = {
    "story_kind": "event",
    "lead": "Lead",
    "body": "<p>Text</p>",
    "status": "published",
    "starts_on": "2026-12-01",
}


def test_an_event_is_written_in_one_go(editor):  # noqa: F811
    organiser, supporter = factories.organisation(), factories.organisation()
    guest, author, report = factories.person(), factories.person(), factories.post(kind="news")
    answer = written(
        editor,
        **WHOLE,
        starts_at="18:30",
        ends_at="20:00",
        place_bg="Зала 1",
        place_en="Hall 1",
        online_address="meet.example/evening",
        registration="https://register.example/",
        organisers=[organiser.pk],
        supporters=[supporter.pk],
        guests=[guest.pk],
        authors=[author.pk],
        report=report.pk,
    )
    assert answer.status_code == 302, errors(answer)
    post = Post.objects.exclude(pk=report.pk).get()
    event = post.story.event
    assert (event.starts_on, event.starts_at, event.ends_at) == (
        date(2026, 12, 1),
        time(18, 30),
        time(20),
    )
    assert sorted(event.place.values()) == ["Hall 1", "Зала 1"]
    assert event.online_address == "https://meet.example/evening"
    assert event.report == report
    assert post.begins_at == event.begins_at
    roles = {(link.organisation, link.role) for link in StoryOrganisation.objects.all()}
    assert roles == {(organiser, "organiser"), (supporter, "supporter")}
    assert editor.get(post.get_absolute_url()).status_code == 200
    # Read back and sent again, nothing changes.
    again = editor.post(change(post), filled(editor.get(change(post))))
    assert again.status_code == 302, errors(again)
    event.refresh_from_db()
    assert (event.starts_at, event.report) == (time(18, 30), report)
    roles = {(link.organisation, link.role) for link in StoryOrganisation.objects.all()}
    assert roles == {(organiser, "organiser"), (supporter, "supporter")}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"starts_on": ""}, "A published event needs its first day."),
        ({"ends_on": "2026-11-30"}, "The last day is before the first."),
        ({"ends_at": "20:00"}, "Enter when it begins, or leave the end empty."),
        ({"starts_at": "20:00", "ends_at": "18:00"}, "It ends before it begins."),
        ({"starts_on": "tomorrow"}, "Enter a valid date."),
        ({"registration": "no address"}, "Enter a valid URL."),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(editor, typed, told):  # noqa: F811
    answer = written(editor, **{**WHOLE, **typed, "place_en": "Hall 1"})
    assert answer.status_code == 200
    assert any(told in error for error in errors(answer)), errors(answer)
    assert "Hall 1" in answer.text
    assert not Post.objects.exists()


def test_a_draft_may_wait_for_its_day(editor):  # noqa: F811
    answer = written(editor, **{**WHOLE, "status": "draft", "starts_on": "", "place_en": "Hall 1"})
    assert answer.status_code == 302, errors(answer)
    post = Post.objects.get()
    assert post.begins_at is None
    assert post.story.event.place == {"en": "Hall 1"}
    assert editor.get(post.get_absolute_url()).status_code == 200
    # The action of the list refuses what the form would.
    data = {"action": "publish", "_selected_action": [post.pk]}
    told = editor.post("/admin/blog/post/", data, follow=True)
    assert "A published event needs its first day." in told.text


def test_other_kinds_keep_no_time(editor):  # noqa: F811
    hidden = {"registration": "no address", "organisers": [factories.organisation().pk]}
    answer = written(editor, **{**WHOLE, **hidden, "story_kind": "news"})
    assert answer.status_code == 302, errors(answer)
    assert not Event.objects.exists()
    assert not StoryOrganisation.objects.exists()


def test_news_becomes_an_event(editor):  # noqa: F811
    post = factories.post(kind="news", slug="invitation")
    twin = factories.post(kind="news", language="bg", story=post.story, slug="pokana")
    data = filled(editor.get(change(post)))
    refused = editor.post(change(post), {**data, "story_kind": "event"})
    assert "A published event needs its first day." in errors(refused)
    answer = editor.post(change(post), {**data, "story_kind": "event", "starts_on": "2026-12-01"})
    assert answer.status_code == 302, errors(answer)
    twin.refresh_from_db()
    assert (twin.kind, twin.begins_at.date().isoformat()[:7]) == ("event", "2026-11")
    assert editor.get("/bg/novini/pokana/")["Location"] == "/bg/sabitia/pokana/"


def test_the_day_cannot_go_while_the_other_language_is_public(editor):  # noqa: F811
    event = factories.event("draft", slug="day")
    factories.post(language="bg", story=event.story)
    data = {**filled(editor.get(change(event))), "starts_on": ""}
    assert "A published event needs its first day." in errors(editor.post(change(event), data))


def test_whoever_may_not_change_it_sees_it(writer):  # noqa: F811
    event = factories.event(slug="day", starts_at=time(18, 30), place={"en": "Hall 1"})
    StoryOrganisation.write(event.story, "organiser", [organiser := factories.organisation()])
    page = writer.get(change(event))
    words = read(page).xpath("string(//fieldset[contains(@class, 'of-event')])")
    assert "Hall 1" in words
    assert str(organiser) in words


def test_a_moved_event_is_newer_in_calendars(editor):  # noqa: F811
    event = factories.event(slug="day")

    def told():
        answer = editor.get("/en/events/calendar.ics").content.decode()
        entry = vobject.readOne(answer).vevent
        return entry.dtstart.value, int(entry.sequence.value)

    day, before = told()
    data = {**filled(editor.get(change(event))), "starts_on": "2026-12-01"}
    assert editor.post(change(event), data).status_code == 302
    moved, after = told()
    assert (day, moved) == (factories.DAY, date(2026, 12, 1))
    assert after > before
