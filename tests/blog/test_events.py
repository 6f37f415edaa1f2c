"""Events: their lists, their pages, their calendars, and their life as the clock goes on."""

import json
from datetime import date, datetime, time, timedelta

import pytest
import vobject
from django.db import IntegrityError, transaction
from django.utils import timezone
from lxml import etree

from blog.models import Event, Post, StoryOrganisation
from tests import factories
from tests.reading import head_links, links, read, text
from tests.test_visibility import Clock

pytestmark = pytest.mark.django_db

NOW = timezone.make_aware(datetime(2026, 11, 27, 12))  # noqa: DTZ001


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands at noon of a day, in winter time."""
    clock = Clock(monkeypatch)
    clock.now = NOW
    return clock


def days_ahead(days):
    return NOW.date() + timedelta(days=days)


def structured(client, path):
    (script,) = read(client.get(path)).xpath("//script[@type='application/ld+json']/text()")
    return json.loads(script)["@graph"][0]


def upcoming(client, path="/en/events/"):
    """Return the addresses in the list of what is coming."""
    found = read(client.get(path)).xpath("//section[@aria-labelledby='upcoming']//h3/a/@href")
    return list(found)


def calendar(client, path="/en/events/calendar.ics"):
    answer = client.get(path)
    assert answer.status_code == 200
    return vobject.readOne(answer.content.decode())


class TestList:
    def test_what_is_coming_comes_first_then_the_years(self, client, clock):
        for slug, days in (("in-a-month", 30), ("next", 2), ("last", -2)):
            factories.event(slug=slug, starts_on=days_ahead(days))
        factories.event(slug="old", starts_on=date(2022, 4, 21))
        factories.post(slug="news", kind="news")
        page = read(client.get("/en/events/"))
        assert upcoming(client) == ["/en/events/next/", "/en/events/in-a-month/"]
        years = {
            section.xpath("string(h2)"): section.xpath(".//h3/a/@href")
            for section in page.xpath("//section[starts-with(@aria-labelledby, 'year-')]")
        }
        assert years == {"2026": ["/en/events/last/"], "2022": ["/en/events/old/"]}
        assert "/en/news/news/" not in page.xpath("//main//article//a/@href")

    def test_with_nothing_announced_it_says_so(self, client):
        assert "No event is announced at the moment." in text(client.get("/en/events/"))
        assert "В момента няма обявени събития." in text(client.get("/bg/sabitia/"))

    def test_years_are_those_of_the_events(self, client, clock):
        event = factories.event(slug="old", starts_on=date(2022, 4, 21))
        assert event.published_at.year != 2022
        assert links(client.get("/en/events/"), "//nav[@aria-labelledby='years']") == {
            "/en/events/2022/": "2022"
        }
        assert "/en/events/old/" in links(client.get("/en/events/2022/"), "//main")
        assert client.get(f"/en/events/{event.published_at.year}/").status_code == 404

    def test_it_is_cut_into_pages(self, client, clock, django_assert_max_num_queries):
        for number in range(21):
            factories.event(slug=f"event-{number}", starts_on=date(2020, 1, 1 + number))
        factories.event(slug="next", starts_on=days_ahead(1))
        client.get("/en/events/")
        with django_assert_max_num_queries(12):
            first = client.get("/en/events/")
        second = client.get("/en/events/page/2/")
        assert "/en/events/event-0/" not in links(first, "//main")
        assert "/en/events/event-0/" in links(second, "//main")
        assert upcoming(client, "/en/events/page/2/") == []


class TestPage:
    def test_it_says_when_and_where(self, client, clock):
        factories.event(
            languages=("en", "bg"),
            slug="forum",
            starts_on=date(2017, 11, 16),
            starts_at=time(16),
            ends_at=time(18),
            place={"en": "8, Tsar Kaloyan Street", "bg": "ул. Цар Калоян 8"},
        )
        page = read(client.get("/en/events/forum/"))
        assert page.xpath("string(//section[@class='event']//time)") == (
            "16 November 2017, 16:00–18:00"
        )
        assert page.xpath("//section[@class='event']//time/@datetime") == ["2017-11-16T16:00+02:00"]
        assert "8, Tsar Kaloyan Street" in text(client.get("/en/events/forum/"))
        shown = text(client.get("/bg/sabitia/forum/"))
        assert "16 ноември 2017 г., 16:00–18:00 ч." in shown
        assert "ул. Цар Калоян 8" in shown

    @pytest.mark.parametrize(
        ("facts", "english", "bulgarian"),
        [
            ({}, "30 October 2024", "30 октомври 2024 г."),
            (
                {"starts_at": time(18, 30)},
                "30 October 2024, 18:30",
                "30 октомври 2024 г., 18:30 ч.",
            ),
            ({"ends_on": date(2024, 10, 31)}, "30–31 October 2024", "30–31 октомври 2024 г."),
            (
                {"starts_on": date(2023, 3, 28), "ends_on": date(2023, 4, 1)},
                "28 March – 1 April 2023",
                "28 март – 1 април 2023 г.",
            ),
            (
                {"starts_on": date(2023, 12, 31), "ends_on": date(2024, 1, 1)},
                "31 December 2023 – 1 January 2024",
                "31 декември 2023 г. – 1 януари 2024 г.",
            ),
            (
                {"starts_at": time(9), "ends_on": date(2024, 10, 31), "ends_at": time(17)},
                "30 October 2024, 09:00 – 31 October 2024, 17:00",
                "30 октомври 2024 г., 09:00 ч. – 31 октомври 2024 г., 17:00 ч.",
            ),
        ],
    )
    def test_times_in_words(self, client, facts, english, bulgarian):
        factories.event(languages=("en", "bg"), slug="day", **facts)
        when = "string(//section[@class='event']//time)"
        assert read(client.get("/en/events/day/")).xpath(when) == english
        assert read(client.get("/bg/sabitia/day/")).xpath(when) == bulgarian

    def test_who_organises_it_stands_apart_from_what_it_is_about(self, client):
        event = factories.event(slug="day")
        organiser, supporter, about = (factories.organisation() for _number in range(3))
        StoryOrganisation.write(event.story, "organiser", [organiser])
        StoryOrganisation.write(event.story, "supporter", [supporter])
        StoryOrganisation.write(event.story, "about", [about])
        answer = client.get("/en/events/day/")
        acting = "//section[@class='event']//dt[contains(., '{}')]/following-sibling::dd"
        for words, row in (("Organiser", organiser), ("Supported", supporter)):
            found = links(answer, acting.format(words))
            assert list(found) == [f"/en/partners/{row.slug}/"], words
        assert list(links(answer, "//footer[@class='about']")) == [f"/en/partners/{about.slug}/"]

    def test_for_machines_it_is_an_event(self, client, clock):
        event = factories.event(
            slug="day",
            starts_at=time(18, 30),
            place={"en": "Vitosha Business Center"},
            online_address="https://meet.example/day",
        )
        StoryOrganisation.write(event.story, "organiser", [factories.organisation()])
        told = structured(client, "/en/events/day/")
        assert told["@type"] == "Event"
        assert told["name"] == event.title
        assert told["startDate"] == "2024-10-30T18:30+02:00"
        assert "endDate" not in told
        assert told["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
        assert [place["@type"] for place in told["location"]] == ["Place", "VirtualLocation"]
        assert [row["@type"] for row in told["organizer"]] == ["Organization"]

    def test_its_queries_are_bounded(self, client, django_assert_max_num_queries):
        event = factories.event(slug="day")
        for role in ("organiser", "supporter", "about"):
            rows = [factories.organisation() for _number in range(3)]
            StoryOrganisation.write(event.story, role, rows)
        client.get("/en/events/day/")
        with django_assert_max_num_queries(12):
            client.get("/en/events/day/")


class TestLife:
    """One event from its announcement to its report, as the clock goes on."""

    @pytest.fixture
    def event(self):
        project, partner = factories.project(slug="green"), factories.organisation(slug="school")
        event = factories.event(
            languages=("en", "bg"),
            slug="day",
            starts_on=days_ahead(3),
            starts_at=time(10),
            ends_at=time(12),
            registration="https://register.example/",
            online_address="https://meet.example/",
        )
        event.story.projects.add(project)
        StoryOrganisation.write(event.story, "organiser", [partner])
        return event

    def test_it_is_announced_runs_is_over_and_is_reported(self, client, clock, event):
        reminders = ("/en/", "/en/projects/green/", "/en/partners/school/", "/en/events/")
        page = "/en/events/day/"
        factories.settle()

        for place in reminders:
            assert upcoming(client, place) == [page], place
        shown = links(client.get(page), "//section[@class='event']")
        assert {"https://register.example/", "https://meet.example/", f"{page}calendar.ics"} <= set(
            shown
        )

        clock.now = timezone.make_aware(datetime.combine(days_ahead(3), time(10)))
        assert "This event is taking place now" in text(client.get(page))
        shown = links(client.get(page), "//section[@class='event']")
        assert "https://register.example/" not in shown
        assert "https://meet.example/" in shown
        assert upcoming(client, "/en/") == [page]

        clock.now += timedelta(hours=2)
        assert "This event is over" in text(client.get(page))
        assert list(links(client.get(page), "//section[@class='event']")) == [
            "/en/partners/school/"
        ]
        for place in reminders:
            assert upcoming(client, place) == [], place
        assert page in links(client.get("/en/events/"), "//main")

        report = factories.post(kind="news", slug="what-happened", title="What happened")
        Event.objects.filter(story=event.story).update(report=report)
        shown = links(client.get(page), "//section[@class='event']")
        assert shown["/en/news/what-happened/"] == "What happened"
        told = links(client.get("/en/news/what-happened/"), "//article")
        assert page in told

    def test_a_report_that_is_not_public_is_not_named(self, client, event):
        report = factories.post("draft", kind="news", title="Secret report")
        Event.objects.filter(story=event.story).update(report=report)
        assert "Secret report" not in client.get("/en/events/day/").text

    @pytest.mark.parametrize("stage", ["draft", "withdrawn", "scheduled", "expired"])
    def test_an_event_that_is_not_public_is_not_announced(self, client, clock, stage):
        for language, section in (("en", "events"), ("bg", "sabitia")):
            hidden = factories.event(
                stage, languages=(language,), title="Secret", starts_on=days_ahead(3)
            )
            for path in (f"/{language}/", f"/{language}/{section}/"):
                assert "Secret" not in client.get(path).text
            assert "Secret" not in client.get(f"/{language}/{section}/calendar.ics").text
            own = f"/{language}/{section}/{hidden.slug}/calendar.ics"
            assert client.get(own).status_code in {404, 410}

    def test_without_a_time_it_is_over_at_the_end_of_its_last_day(self):
        event = factories.event(starts_on=date(2024, 10, 26), ends_on=date(2024, 10, 27))
        # The clocks go back that night.
        assert event.begins_at.isoformat() == "2024-10-26T00:00:00+03:00"
        assert timezone.localtime(event.over_at).isoformat() == "2024-10-28T00:00:00+02:00"

    def test_news_becomes_an_event_and_keeps_its_addresses(self, client, clock):
        post = factories.post(kind="news", slug="invitation")
        Event.objects.create(story=post.story, starts_on=days_ahead(1))
        assert client.get("/en/news/invitation/").status_code == 200
        assert upcoming(client) == []
        post.story.kind = "event"
        post.story.save()
        moved = client.get("/en/news/invitation/")
        assert (moved.status_code, moved["Location"]) == (301, "/en/events/invitation/")
        assert upcoming(client) == ["/en/events/invitation/"]
        post.story.kind = "news"
        post.story.save()
        assert client.get("/en/events/invitation/")["Location"] == "/en/news/invitation/"
        assert upcoming(client) == []

    def test_the_former_site_leads_to_the_list(self, client):
        assert client.get("/en/events?start=2")["Location"] == "/en/events/"


class TestCalendar:
    def test_another_reader_understands_it(self, client, clock):
        event = factories.event(
            slug="day",
            title="Meeting; with, odd \\ letters: ъ",
            starts_on=date(2026, 7, 1),
            starts_at=time(18, 30),
            ends_at=time(20),
            place={"en": "Hall 1\n4th floor"},
        )
        factories.event(slug="days", starts_on=date(2023, 3, 28), ends_on=date(2023, 4, 1))
        found = calendar(client)
        assert found.version.value == "2.0"
        first, second = found.vevent_list
        assert first.uid.value == event.uid.urn
        assert first.summary.value == "Meeting; with, odd \\ letters: ъ"
        assert first.location.value == "Hall 1\n4th floor"
        assert first.url.value == "http://localhost:8000/en/events/day/"
        # Summer time in Sofia, from the zone that the calendar describes.
        assert first.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Europe/Sofia"]
        assert first.dtstart.value.isoformat() == "2026-07-01T18:30:00+03:00"
        assert first.dtend.value.isoformat() == "2026-07-01T20:00:00+03:00"
        assert [zone.tzid.value for zone in found.vtimezone_list] == ["Europe/Sofia"]
        # Whole days: the end is the day after the last.
        assert (second.dtstart.value, second.dtend.value) == (date(2023, 3, 28), date(2023, 4, 2))

    def test_one_event_alone(self, client):
        factories.event(slug="day")
        factories.event(slug="other")
        answer = client.get("/en/events/day/calendar.ics")
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        (only,) = vobject.readOne(answer.content.decode()).vevent_list
        assert only.url.value.endswith("/en/events/day/")
        assert client.get("/en/events/none/calendar.ics").status_code == 404

    def test_it_moves_with_the_event_and_goes_with_it(self, client):
        event = factories.event(slug="day")
        event.slug = "moved"
        event.save()
        answer = client.get("/en/events/day/calendar.ics")
        assert (answer.status_code, answer["Location"]) == (301, "/en/events/moved/calendar.ics")
        event.status = "withdrawn"
        event.save()
        assert client.get("/en/events/moved/calendar.ics").status_code == 410
        assert b"VEVENT" not in client.get("/en/events/calendar.ics").content

    def test_what_has_not_changed_is_not_sent_again(self, client):
        factories.event(slug="day")
        factories.settle()
        answer = client.get("/en/events/calendar.ics")
        again = client.get("/en/events/calendar.ics", headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304

    def test_an_empty_one_is_a_calendar(self, client):
        assert "vevent" not in calendar(client).contents

    def test_languages_are_apart(self, client):
        factories.event(languages=("bg",), slug="den")
        assert b"VEVENT" not in client.get("/en/events/calendar.ics").content
        assert b"/bg/sabitia/den/" in client.get("/bg/sabitia/calendar.ics").content


class TestFeeds:
    def test_each_event_is_an_item_once_and_says_when(self, client):
        event = factories.event(slug="day", starts_at=time(18, 30), place={"en": "Sofia, hall 1"})
        item = "{http://www.w3.org/2005/Atom}entry"
        for path in ("/en/events/feed.atom", "/en/feed.atom"):
            (only,) = etree.fromstring(client.get(path).content).findall(item)
            assert only.findtext("{*}id") == event.uid.urn
            assert "30 October 2024, 18:30" in only.findtext("{*}content")
            assert "Sofia, hall 1" in only.findtext("{*}content")

    def test_the_list_names_its_feeds_and_calendar(self, client):
        types = {
            link["type"]
            for link in head_links(client.get("/en/events/"), rel="alternate")
            if "type" in link
        }
        assert "application/rss+xml" in types
        shown = links(client.get("/en/events/"), "//main")
        assert "/en/events/calendar.ics" in shown


class TestRules:
    def test_the_database_refuses_a_public_event_without_a_day(self):
        event = factories.event("draft", starts_on=None)
        event.status = "published"
        with pytest.raises(IntegrityError), transaction.atomic():
            event.save()
        Event.objects.filter(story=event.story).update(starts_on=factories.DAY)
        event = Post.objects.get(pk=event.pk)
        event.status = "published"
        event.save()

    @pytest.mark.parametrize(
        "facts",
        [
            {"starts_on": None, "starts_at": time(10)},
            {"ends_at": time(10)},
            {"ends_on": date(2024, 10, 29)},
        ],
    )
    def test_the_database_refuses(self, facts):
        with pytest.raises(IntegrityError), transaction.atomic():
            factories.event("draft", **facts)
