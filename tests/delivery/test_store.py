"""The page store: what it keeps and for whom, when it makes a page anew, what it survives."""

import gzip
import json
import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError
from django.utils import timezone
from django.utils.http import http_date

from addresses.models import MissedAddress
from delivery import version, watch
from delivery.models import SiteVersion
from delivery.store import wanted
from delivery.store.answer import Answer, accepts_gzip
from delivery.store.asked import Asked
from delivery.store.front import Front
from delivery.store.shelf import Shelf
from delivery.version import Version
from tests import factories
from tests.delivery.visitor import Visitor, environ_of

pytestmark = pytest.mark.django_db

HIT, MADE, BYPASS = "hit", "fwd=miss; stored", "fwd=bypass"
BROWSER = {"accept": "text/html,application/xhtml+xml", "accept-encoding": "gzip, deflate, br"}
PATHS = (
    "/en/",
    "/bg/",
    "/en/blog/",
    "/en/blog/one/",
    "/en/feed.rss",
    "/en/feed.atom",
    "/sitemap.xml",
)


@pytest.fixture
def post():
    return factories.post(slug="one", title="The first one")


@pytest.fixture(autouse=True)
def _own_transaction(monkeypatch):
    """Keep the connection, and with it the test's transaction, at the end of a request."""
    wrapper = "django.db.backends.base.base.BaseDatabaseWrapper"
    monkeypatch.setattr(f"{wrapper}.close_if_unusable_or_obsolete", lambda self: None)


@pytest.fixture
def visitor(post):
    factories.settle()
    return Visitor()


class TestKept:
    @pytest.mark.parametrize("path", PATHS)
    def test_the_second_answer_is_the_first_one_without_a_query(
        self, visitor, path, django_assert_num_queries
    ):
        first = visitor.ask(path)
        with django_assert_num_queries(0):
            second = visitor.ask(path)
            packed = visitor.ask(path, headers={"accept-encoding": "gzip"})
            head = visitor.ask(path, method="HEAD")
        assert (first.status, first.state, second.state) == (200, MADE, HIT)
        assert second.body == first.body
        assert gzip.decompress(packed.body) == first.body
        assert packed.headers["content-encoding"] == "gzip"
        assert "Accept-Encoding" in packed.headers["vary"]
        for answer in (second, packed):
            assert answer.headers["content-length"] == str(len(answer.body))
            assert answer.headers["etag"] == first.headers["etag"]
        assert head.body == b""
        assert head.headers["content-length"] == str(len(first.body))

    def test_a_page_asked_for_by_head_first_is_kept_with_its_body(self, visitor):
        assert visitor.ask("/en/blog/one/", method="HEAD").body == b""
        answer = visitor.ask("/en/blog/one/")
        assert answer.state == HIT
        assert "The first one" in answer.text

    def test_what_is_made_for_head_is_made_as_for_get(self, visitor):
        def bare(environ, start_response):
            environ["delivery.keeping"].site = version.current()
            environ["delivery.keeping"].is_kept = True
            start_response("200 OK", [])
            return [b"The page" if environ["REQUEST_METHOD"] == "GET" else b""]

        visitor.front.application = bare
        visitor.ask("/en/blog/one/", method="HEAD")
        assert visitor.ask("/en/blog/one/").body == b"The page"

    def test_it_is_what_django_alone_would_send(self, visitor, client):
        for path in PATHS:
            alone, kept = client.get(path), visitor.ask(path)
            assert kept.body == alone.content
            for name in ("ETag", "Last-Modified", "Cache-Control", "Content-Type", "Vary"):
                assert kept.headers[name.lower()] == alone[name], (path, name)

    def test_the_headers_of_a_page_are_short(self, visitor):
        for path in PATHS:
            answer = visitor.ask(path, headers=BROWSER)
            lines = [f"{name}: {value}\r\n" for name, value in answer.headers.items()]
            # The server adds its name and the date: 60 bytes.
            assert len("".join(lines)) + 60 < 1000, path

    def test_pages_are_revalidated_and_feeds_kept_for_half_an_hour(self, visitor):
        assert visitor.ask("/en/blog/").headers["cache-control"] == "no-cache"
        assert visitor.ask("/en/feed.rss").headers["cache-control"] == "public, max-age=1800"

    @pytest.mark.parametrize(
        "path",
        [
            *(
                "/en/search/",
                "/en/search/suggest.json",
                "/admin/",
                "/accounts/login/",
                "/health/live",
            ),
            *("/en/blog/page/1/", "/en/blog", "/favicon.ico"),
        ],
    )
    def test_what_is_never_kept(self, visitor, path):
        for _time in range(2):
            assert visitor.ask(path).state in {BYPASS, ""}
        assert len(visitor.front.pages) == len(visitor.front.missing) == 0

    def test_a_response_with_a_cookie_is_not_kept(self, post):
        django = WSGIHandler()

        def with_cookie(environ, start_response):
            def start(status, headers, exc_info=None):
                start_response(status, [*headers, ("Set-Cookie", "a=b")])

            return django(environ, start)

        visitor = Visitor(with_cookie)
        assert [visitor.ask("/en/blog/one/").state for _time in range(2)] == [BYPASS, BYPASS]

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "BREW"])
    def test_odd_methods_are_refused_and_name_those_that_are_not(self, visitor, method):
        visitor.ask("/en/blog/one/")
        answer = visitor.ask("/en/blog/one/", method=method)
        assert answer.status == 405
        assert {"GET", "HEAD"} <= set(answer.headers["allow"].split(", "))

    def test_a_part_of_a_page_is_the_whole_page(self, visitor):
        for _time in range(2):
            answer = visitor.ask("/en/blog/one/", headers={"range": "bytes=0-9"})
            assert answer.status == 200
            assert answer.body.endswith(b"</html>\n")

    def test_the_store_can_be_turned_off(self, post):
        visitor = Visitor(space=0)
        answers = [visitor.ask("/en/blog/one/", headers=BROWSER) for _time in range(2)]
        assert [answer.state for answer in answers] == [BYPASS, BYPASS]
        again = visitor.ask("/en/blog/one/", headers={"if-none-match": answers[0].headers["etag"]})
        assert (again.status, again.body) == (304, b"")
        assert answers[0].headers["content-encoding"] == "gzip"


class TestWhichPage:
    def test_other_words_in_the_query_are_the_same_page(self, visitor):
        visitor.ask("/en/blog/one/")
        for query in ("utm_source=mail", "start=12", "kind=school", "&&&", "%ff=%00"):
            assert visitor.ask("/en/blog/one/", query=query).state == HIT

    def test_what_a_list_reads_makes_another_page(self, visitor):
        school = factories.organisation(kind="school")
        factories.organisation(kind="media")
        whole = visitor.ask("/en/partners/")
        schools = visitor.ask("/en/partners/", query="kind=school")
        assert schools.state == MADE
        assert schools.body != whole.body
        assert f"/en/partners/{school.slug}/" in schools.text
        assert visitor.ask("/en/partners/", query="utm=1&kind=school").body == schools.body
        assert visitor.ask("/en/partners/", query="kind=unheard-of&x=1").state == HIT
        many = "&".join(f"kind={number}" for number in range(2000))
        assert visitor.ask("/en/partners/", query=many).body == whole.body

    def test_a_list_of_the_former_site_still_redirects(self, visitor):
        assert visitor.ask("/en/blog/").status == 200
        for _time in range(2):
            answer = visitor.ask("/en/blog/", query="start=12")
            assert (answer.status, answer.headers["location"]) == (301, "/en/blog/")
        assert visitor.ask("/en/blog/", query="utm=12").state == HIT

    def test_a_browser_and_a_reader_get_a_feed_under_the_type_that_they_need(self, visitor):
        for _time in range(2):
            reader = visitor.ask("/en/feed.rss", headers={"accept": "application/rss+xml"})
            browser = visitor.ask("/en/feed.rss", headers=BROWSER)
            assert reader.headers["content-type"].startswith("application/rss+xml")
            assert browser.headers["content-type"].startswith("application/xml")
        assert (reader.state, browser.state) == (HIT, HIT)

    def test_the_root_leads_each_visitor_home(self, visitor):
        for _time in range(2):
            for languages, home in (("bg-BG,bg", "/bg/"), ("de, en;q=0.5", "/en/"), ("fr", "/en/")):
                answer = visitor.ask("/", headers={"accept-language": languages})
                assert (answer.status, answer.headers["location"]) == (302, home)
        assert answer.state == HIT

    def test_unknown_hosts_are_refused_and_others_led_on_before_it(self, visitor, settings):
        assert visitor.ask("/en/blog/one/").status == 200
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "www.localhost"]
        for _time in range(2):
            assert visitor.ask("/en/blog/one/", host="evil.example").status == 400
            assert visitor.ask("/en/blog/one/", host="127.0.0.1:8000").state == HIT
            elsewhere = visitor.ask("/en/blog/one/", host="www.localhost:8000")
            assert elsewhere.headers["location"] == "http://localhost:8000/en/blog/one/"

    def test_plain_http_is_led_to_https_before_it(self, post, settings):
        settings.SITE_URL, settings.SECURE_SSL_REDIRECT = "https://localhost:8000", True
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        visitor, path = Visitor(), "/en/blog/one/"
        secure = {"x-forwarded-proto": "https"}
        assert [visitor.ask(path, headers=secure).state for _time in range(2)] == [MADE, HIT]
        assert visitor.ask(path, scheme="https").state == HIT
        for headers in ({}, {"x-forwarded-proto": "http"}):
            answer = visitor.ask(path, headers=headers)
            assert (answer.status, answer.headers["location"]) == (
                301,
                f"https://localhost:8000{path}",
            )


class TestConditional:
    @pytest.mark.parametrize("path", PATHS)
    def test_each_validator_alone_and_both_give_304(self, visitor, path):
        first = visitor.ask(path)
        tag, date = first.headers["etag"], first.headers["last-modified"]
        strong = tag.removeprefix("W/")
        for tags in (tag, strong, f'"other", {tag}', f"{strong},{tag}", "*", None):
            for since in (date, "Fri, 01 Jan 2100 00:00:00 GMT", None):
                asked = {"if-none-match": tags, "if-modified-since": since}
                headers = {name: value for name, value in asked.items() if value}
                if not headers:
                    continue
                for method in ("GET", "HEAD"):
                    again = visitor.ask(path, method=method, headers={**BROWSER, **headers})
                    assert (again.status, again.body) == (304, b""), headers
                    named = {"etag", "last-modified", "cache-control", "vary"}
                    assert set(again.headers) == named
                    size = sum(len(f"{n}: {v}\r\n") for n, v in again.headers.items())
                    # With the first line, the server's name and the date.
                    assert size + 100 <= 300

    def test_one_that_does_not_match_gives_the_page(self, visitor):
        date = visitor.ask("/en/").headers["last-modified"]
        for headers in (
            {"if-none-match": 'W/"other"'},
            {"if-none-match": 'W/"other"', "if-modified-since": date},
            {"if-none-match": "nonsense"},
            {"if-modified-since": "Sat, 01 Jan 2000 00:00:00 GMT"},
            {"if-modified-since": "yesterday"},
        ):
            assert visitor.ask("/en/", headers=headers).status == 200

    def test_a_page_made_just_after_several_changes_gets_its_date_when_that_has_come(
        self, visitor, monkeypatch
    ):
        ahead = timezone.now() + timedelta(seconds=30)
        SiteVersion.objects.update(changed_at=ahead)
        visitor.look()
        assert "last-modified" not in visitor.ask("/en/").headers
        assert visitor.ask("/en/").state == HIT
        later = ahead + timedelta(seconds=1)
        monkeypatch.setattr("delivery.store.front.time.time", later.timestamp)
        monkeypatch.setattr("delivery.version.timezone.now", lambda: later)
        assert visitor.ask("/en/").headers["last-modified"] == http_date(ahead.timestamp())
        assert visitor.ask("/en/").state == HIT

    def test_what_is_not_kept_gives_a_bare_304_too(self, visitor):
        first = visitor.ask("/en/search/", query="q=first")
        headers = {"if-none-match": first.headers["etag"]}
        again = visitor.ask("/en/search/", query="q=first", headers=headers)
        assert (again.status, again.body) == (304, b"")
        assert set(again.headers) == {"etag", "last-modified", "cache-control", "vary"}

    def test_a_missing_page_is_never_304(self, visitor):
        for _time in range(2):
            assert visitor.ask("/en/none/", headers={"if-none-match": "*"}).status == 404

    @pytest.mark.parametrize(
        ("header", "accepts"),
        [
            *(("gzip", True), ("deflate, gzip;q=1.0", True), ("*", True), ("GZIP ; q=0.5", True)),
            *(("", False), ("br", False), ("gzip;q=0", False), ("identity, gzip;q=0.0, *", False)),
            *(("x-gzip-not", False), ("*;q=0", False)),
        ],
    )
    def test_which_browsers_take_compressed_pages(self, header, accepts):
        assert accepts_gzip(header) is accepts


class TestNeverStale:
    def test_a_change_shows_after_the_next_look(self, visitor, post):
        assert "The first one" in visitor.ask("/en/blog/").text
        post.title = "Renamed"
        post.save()
        visitor.look()
        answer = visitor.ask("/en/blog/")
        assert answer.state == MADE
        assert "Renamed" in answer.text
        assert "The first one" not in answer.text
        assert visitor.ask("/en/blog/").state == HIT

    def test_a_page_made_during_a_change_is_not_kept_beyond_it(self, post):
        django, writes = WSGIHandler(), [lambda: factories.post(title="Meanwhile")]

        def changing(environ, start_response):
            answer = django(environ, start_response)
            if writes:
                writes.pop()()
            return answer

        factories.settle()
        visitor = Visitor(changing)
        assert "Meanwhile" not in visitor.ask("/en/blog/").text
        visitor.look()
        assert "Meanwhile" in visitor.ask("/en/blog/").text

    def test_a_look_that_began_before_a_page_was_made_does_not_bring_the_past_back(self, visitor):
        before = version.current()
        visitor.ask("/en/blog/")
        factories.post(title="The second one")
        visitor.look()
        visitor.ask("/en/blog/")
        visitor.front.looked(before)
        assert visitor.ask("/en/blog/").state == HIT
        # Found again, it is the truth: a backup was restored.
        visitor.front.looked(before)
        assert visitor.ask("/en/blog/").state == MADE

    @pytest.mark.parametrize(
        ("field", "at_first", "later"), [("published_at", 404, 200), ("expires_at", 200, 410)]
    )
    def test_nothing_is_kept_past_an_instant(self, post, monkeypatch, field, at_first, later):
        instant = timezone.now() + timedelta(hours=1)
        setattr(post, field, instant)
        post.save()
        factories.settle()
        visitor = Visitor()
        assert [visitor.ask("/en/blog/one/").status for _time in range(2)] == [at_first, at_first]
        monkeypatch.setattr("delivery.store.front.time.time", lambda: instant.timestamp() + 0.01)
        monkeypatch.setattr(
            "delivery.version.timezone.now", lambda: instant + timedelta(seconds=0.01)
        )
        answer = visitor.ask("/en/blog/one/")
        assert (answer.status, answer.state) == (later, MADE)

    def test_a_page_that_was_missing_is_found_and_one_that_is_gone_is_not(self, visitor, post):
        assert visitor.ask("/en/blog/two/").status == 404
        assert visitor.ask("/en/blog/one/").status == 200
        factories.post(slug="two")
        post.status = "withdrawn"
        post.save()
        visitor.look()
        for state in (MADE, HIT):
            there, gone = visitor.ask("/en/blog/two/"), visitor.ask("/en/blog/one/")
            assert (there.status, there.state) == (200, state)
            assert (gone.status, gone.state) == (410, state)

    def test_a_proxy_keeps_a_page_for_a_second_and_not_near_an_instant(self, visitor, settings):
        assert "x-accel-expires" not in visitor.ask("/en/").headers
        settings.TRUSTED_PROXIES = 1
        visitor = Visitor()
        assert visitor.ask("/en/").headers["x-accel-expires"] == "1"
        SiteVersion.objects.update(upcoming=timezone.now() + timedelta(seconds=1))
        visitor.look()
        assert visitor.ask("/en/").headers["x-accel-expires"] == "0"
        assert "x-accel-expires" not in visitor.ask("/en/search/").headers


def test_what_took_longer_does_not_replace_a_later_page():
    now = timezone.now()
    early, late = (
        Answer(
            "200 OK",
            [],
            b"The page",
            Version(str(step), now + timedelta(seconds=step), now + timedelta(days=1), now),
            Asked("/en/"),
        )
        for step in (1, 2)
    )
    shelf = Shelf(1_000_000)
    shelf.put("/en/", late)
    shelf.put("/en/", early)
    assert shelf.get("/en/") is late


class TestStaff:
    @pytest.fixture
    def cookie(self, client):
        """The staff cookie of an Editor who has just signed in, and the client of this person."""
        person = factories.user("Editors")
        person.set_password("a long password")
        person.save()
        data = {"login": person.email, "password": "a long password"}
        return client.post("/accounts/login/", data).cookies[settings.STAFF_COOKIE_NAME]

    def test_signing_in_opens_the_way_past_the_store(self, visitor, cookie):
        visitor.ask("/en/blog/one/")
        headers = {"cookie": f"a=b; staff={cookie.value}"}
        answer = visitor.ask("/en/blog/one/", headers=headers)
        assert answer.state == BYPASS
        assert answer.headers["cache-control"] == "private, no-store"
        assert "etag" not in answer.headers
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"

    def test_it_opens_nothing_else(self, client, cookie):
        client.cookies.pop("session")
        assert client.get("/admin/").status_code == 302

    def test_staff_see_a_change_before_anybody_looked(self, visitor, cookie, post):
        visitor.ask("/en/blog/one/")
        post.title = "Renamed"
        post.save()
        answer = visitor.ask("/en/blog/one/", headers={"cookie": f"staff={cookie.value}"})
        assert "Renamed" in answer.text

    @pytest.mark.parametrize("value", ["", "1", "1:abc:def", "x" * 5000, '"', "1%3Aabc"])
    def test_a_forged_cookie_gets_the_kept_page(self, visitor, value):
        visitor.ask("/en/blog/one/")
        headers = {"cookie": f"staff={value}; session=x"}
        assert visitor.ask("/en/blog/one/", headers=headers).state == HIT

    def test_a_cookie_of_another_site_or_of_long_ago_gets_the_kept_page(
        self, visitor, cookie, settings
    ):
        visitor.ask("/en/blog/one/")
        headers = {"cookie": f"staff={cookie.value}"}
        assert visitor.ask("/en/blog/one/", headers=headers).state == BYPASS
        settings.SESSION_COOKIE_AGE = -1
        assert visitor.ask("/en/blog/one/", headers=headers).state == HIT
        settings.SESSION_COOKIE_AGE, settings.SECRET_KEY = 1000, "another key"
        assert visitor.ask("/en/blog/one/", headers=headers).state == HIT

    def test_signing_out_takes_it_away(self, client, cookie):
        gone = client.post("/admin/logout/").cookies[settings.STAFF_COOKIE_NAME]
        assert (gone.value, gone["max-age"]) == ("", 0)
        assert settings.STAFF_COOKIE_NAME not in client.get("/accounts/login/").cookies

    def test_who_is_signed_in_without_it_gets_it_at_the_next_page_of_the_desk(self, client, cookie):
        assert settings.STAFF_COOKIE_NAME not in client.get("/admin/").cookies
        client.cookies.pop(settings.STAFF_COOKIE_NAME)
        assert client.get("/admin/").cookies[settings.STAFF_COOKIE_NAME].value

    def test_a_session_that_was_ended_elsewhere_takes_it_away(self, client, cookie):
        client.cookies.pop("session")
        gone = client.get("/admin/", follow=True)
        assert client.cookies[settings.STAFF_COOKIE_NAME].value == ""
        assert gone.status_code == 200


def test_the_operator_sees_what_the_store_does(visitor):
    for _time in range(3):
        visitor.ask("/en/blog/one/")
    visitor.ask("/en/none/")
    store = json.loads(visitor.ask("/health/ready").body)["store"]
    assert (store["sent"], store["made"], store["pages"], store["missing"]) == (2, 2, 1, 1)
    assert 0 < store["used"] < store["space"]


class TestMissing:
    def test_missing_pages_are_kept_apart_and_displace_no_page(self, visitor):
        visitor.ask("/en/blog/one/")
        for number in range(40):
            assert visitor.ask(f"/en/none-{number}/").status == 404
        assert visitor.front.missing.used <= visitor.front.missing.space
        assert visitor.ask("/en/blog/one/").state == HIT
        assert visitor.ask("/en/none-39/").state == HIT

    def test_each_time_is_counted(self, post, monkeypatch):
        monkeypatch.setattr("addresses.models.missed.PAUSE", 0)
        counted = []
        visitor = Visitor(on_missing=counted.append)
        for _time in range(3):
            visitor.ask("/en/none/")
        assert MissedAddress.objects.get().path == "/en/none/"
        assert counted == ["/en/none/"] * 2

    def test_a_page_that_is_gone_is_kept(self, visitor):
        factories.post("withdrawn", slug="gone")
        visitor.look()
        answers = [visitor.ask("/en/blog/gone/") for _time in range(2)]
        assert [(answer.status, answer.state) for answer in answers] == [(410, MADE), (410, HIT)]


class TestDatabaseAway:
    @pytest.fixture
    def failing(self, monkeypatch):
        """Return a block in which every reading of the site version raises a given exception."""

        @contextmanager
        def block(problem):
            def current():
                raise problem

            with monkeypatch.context() as patch:
                patch.setattr("delivery.version.current", current)
                yield

        return block

    def test_kept_pages_go_on_past_an_instant_until_it_is_back(
        self, visitor, failing, monkeypatch, caplog
    ):
        first = visitor.ask("/en/blog/one/")
        with failing(OperationalError), monkeypatch.context() as patch:
            patch.setattr("delivery.store.front.time.time", lambda: 2e10)
            for _time in range(2):
                watch.look(visitor.front)
            assert len(caplog.records) == 1
            made = visitor.front.made
            answer = visitor.ask("/en/blog/one/")
            assert (answer.status, answer.state, answer.body) == (200, HIT, first.body)
            assert visitor.front.made == made
            assert visitor.ask("/en/blog/").status == 503
            assert visitor.front.counts()["stale"] == 1
        watch.look(visitor.front)
        assert not visitor.front.is_away
        assert visitor.ask("/en/blog/").status == 200

    def test_who_notices_first_gets_the_former_page(self, visitor, post, failing):
        first = visitor.ask("/en/blog/one/")
        post.title = "Renamed"
        post.save()
        visitor.look()
        with failing(OperationalError):
            answer = visitor.ask("/en/blog/one/")
        assert (answer.status, answer.body) == (200, first.body)

    def test_an_error_of_ours_is_not_hidden_by_the_former_page(self, visitor, post, failing):
        visitor.ask("/en/blog/one/")
        post.title = "Renamed"
        post.save()
        visitor.look()
        with failing(ValueError):
            assert visitor.ask("/en/blog/one/").status == 500

    def test_the_watch_survives_whatever_goes_wrong(self, visitor, failing):
        with failing(RuntimeError):
            watch.look(visitor.front)
        assert visitor.front.is_away
        watch.look(visitor.front)
        assert not visitor.front.is_away


def in_parallel(visitor, path, once_begun=lambda: None):
    """Return the bodies that twenty visitors get who ask at once."""
    bodies = []
    crowd = [
        threading.Thread(target=lambda: bodies.append(visitor.ask(path).body))
        for _number in range(20)
    ]
    for visit in crowd:
        visit.start()
    once_begun()
    for visit in crowd:
        visit.join(10)
    return bodies


class TestCalm:
    def test_many_at_once_wait_for_one(self, visitor):
        made, let = [], threading.Event()

        def slow(environ, start_response):
            made.append(environ["PATH_INFO"])
            assert let.wait(10)
            environ["delivery.keeping"].site = visitor.front.site
            environ["delivery.keeping"].is_kept = True
            start_response("200 OK", [("ETag", '"1"')])
            return [b"The page"]

        visitor.look()
        visitor.front.application = slow
        assert in_parallel(visitor, "/en/blog/", let.set) == [b"The page"] * 20
        assert made == ["/en/blog/"]

    def test_those_who_wait_for_what_is_not_kept_get_their_own(self, visitor):
        visitor.look()
        number = iter(range(100))

        def own(environ, start_response):
            start_response("200 OK", [])
            return [str(next(number)).encode()]

        visitor.front.application = own
        assert len(set(in_parallel(visitor, "/en/search/"))) == 20

    def test_the_most_wanted_pages_are_made_again_first(self, visitor, post):
        for path, times in (
            ("/en/", 1),
            ("/en/blog/", 2),
            ("/en/blog/one/", 5),
            ("/en/feed.rss", 3),
        ):
            for _time in range(times):
                visitor.ask(path, headers=BROWSER)
        pages = wanted.wanted(visitor.front)
        assert [page.path for page in pages] == ["/en/blog/one/", "/en/feed.rss", "/en/blog/"]
        post.title = "Renamed"
        post.save()
        visitor.look()
        assert visitor.front.changed.is_set()
        wanted.make_again(visitor.front, pages)
        for path in ("/en/blog/one/", "/en/feed.rss", "/en/blog/"):
            answer = visitor.ask(path, headers=BROWSER)
            assert answer.state == HIT
            assert b"Renamed" in gzip.decompress(answer.body)
        assert visitor.ask("/en/").state == MADE

    def test_nothing_is_made_in_the_background_for_a_store_that_keeps_nothing(self, monkeypatch):
        begun = []
        monkeypatch.setattr(threading.Thread, "start", lambda thread: begun.append(thread.name))
        for space in (0, 1_000_000):
            wanted.start(Front(None, space))
        assert begun == ["delivery.wanted"]

    def test_what_nobody_wants_any_more_is_not_made_again(self, visitor):
        for _time in range(3):
            visitor.ask("/en/")
        for expected in (1, 1, 0):
            assert len(wanted.wanted(visitor.front)) == expected
            factories.post()
            visitor.look()
            wanted.make_again(visitor.front, wanted.wanted(visitor.front))

    def test_a_start_makes_the_most_wanted_pages_of_the_last_run(self, visitor):
        assert wanted.saved() == []
        asked = [Asked("/en/blog/one/"), Asked("/en/partners/", "kind=school"), Asked("/en/none/")]
        wanted.save(asked)
        wanted.save([])
        assert wanted.saved() == asked
        wanted.make_again(visitor.front, wanted.saved())
        assert visitor.ask("/en/blog/one/").state == HIT
        assert visitor.ask("/en/partners/", query="kind=school").state == HIT

    def test_it_keeps_to_its_space_and_the_least_wanted_go_first(self, post):
        visitor = Visitor(space=120_000)
        visitor.ask("/en/blog/one/")
        for number in range(12):
            factories.post(slug=f"other-{number}", body=f"<p>{'Words. ' * 500}</p>")
        visitor.look()
        for number in range(12):
            visitor.ask("/en/blog/one/")
            visitor.ask(f"/en/blog/other-{number}/")
        counts = visitor.front.counts()
        assert counts["used"] <= 120_000
        assert 1 < counts["pages"] < 12
        assert visitor.ask("/en/blog/one/").state == HIT
        assert visitor.ask("/en/blog/other-0/").state == MADE

    def test_a_page_larger_than_the_space_is_sent_all_the_same(self, post):
        visitor = Visitor(space=100)
        for _time in range(2):
            assert visitor.ask("/en/blog/one/").status == 200
        assert len(visitor.front.pages) == 0


def test_a_request_of_its_own_is_like_a_visitors(post, settings):
    settings.SITE_URL = "https://localhost"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_SSL_REDIRECT = True
    front = Front(WSGIHandler(), 1_000_000)
    front.make_again(Asked("/en/blog/one/"))
    assert [answer.status for answer in front.pages.answers()] == ["200 OK"]
    assert environ_of("/en/blog/one/")["PATH_INFO"] == "/en/blog/one/"
