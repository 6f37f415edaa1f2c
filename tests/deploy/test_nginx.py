"""deploy/nginx.conf in front of the real server: what visitors, staff and attackers get."""

import signal
import threading
import time

import pytest

POST, LIST = "/en/blog/read/", "/en/projects/"
PAGES = ("/en/", "/bg/", POST, "/en/feed.rss", "/en/feed.json", "/en/nothing-here/")
# What the two name in their own ways: when a file was written, and how it is shown on its own.
OF_EACH = {"etag", "last-modified", "content-language", "content-disposition", "accept-ranges"}
LATEST = 2.5
# What of a response a 304 repeats (RFC 9110, 15.4.5).
OF_304 = {"cache-control", "etag", "last-modified", "vary"}


@pytest.fixture(scope="module")
def editor(site):
    """Return an editor who has signed in through nginx."""
    editor, path = site.visitor(), "/accounts/login/"
    fields = editor.form(path, login=site.rows["editor"], password="correct horse")
    assert editor.post(path, fields).headers["location"] == "/admin/"
    return editor


@pytest.fixture
def rename(site, editor):
    """Return a function that gives the post another title, in the admin."""

    def to(title):
        path = f"/admin/blog/post/{site.rows['post']}/change/"
        answer = editor.post(path, editor.form(path, title=title, _save=""))
        assert (answer.status, answer.headers["location"]) == (302, "/admin/blog/post/")

    return to


def seconds_until(visitor, title):
    """Return how long it takes until a visitor sees the post with a title."""
    begun = time.monotonic()
    while title.encode() not in visitor.get(POST).page:
        assert time.monotonic() < begun + 10, "nobody sees it"
        time.sleep(0.05)
    return time.monotonic() - begun


def crowd(site, path):
    """Return the answers to 50 visitors who ask at the same time."""
    ready, answers = threading.Barrier(50), []

    def ask():
        visitor = site.visitor()
        ready.wait()
        answers.append(visitor.get(path))

    people = [threading.Thread(target=ask) for _one in range(50)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    assert len(answers) == 50
    return answers


def same_type(answer):
    """Return the content type without its spelling."""
    return answer.headers["content-type"].replace('"', "")


class TestPages:
    @pytest.mark.parametrize("path", PAGES)
    def test_they_are_those_of_the_site(self, site, path):
        beside = site.beside().get(path)
        through, again = site.visitor().get(path), site.visitor().get(path)

        assert again.is_kept
        assert through.page == again.page == beside.page
        assert through.lasting | {"x-accel-expires": "1"} == beside.lasting
        assert again.lasting == through.lasting

    def test_who_accepts_no_gzip_gets_the_same_page_unpacked(self, site):
        packed = site.visitor().get("/en/")
        plain = site.visitor().get("/en/", Accept_Encoding="identity")

        assert plain.is_kept
        assert "content-encoding" not in plain.headers
        assert plain.body == packed.page
        assert plain.headers["etag"] == packed.headers["etag"]

    def test_head_is_get_without_a_body(self, site):
        got = site.visitor().get("/en/")
        asked = site.visitor().ask("HEAD", "/en/")

        assert asked.body == b""
        assert asked.lasting == got.lasting

    def test_a_feed_has_another_type_for_browsers(self, site):
        for _time in range(2):
            assert same_type(site.visitor().get("/en/feed.rss")).startswith("application/rss+xml")
            browser = site.visitor().get("/en/feed.rss", Accept="text/html,*/*;q=0.8")
            assert same_type(browser).startswith("application/xml")

    def test_the_home_page_is_in_the_language_of_the_visitor(self, site):
        for _time in range(2):
            for language in ("en", "bg"):
                answer = site.visitor().get("/", Accept_Language=language)
                assert answer.headers["location"] == f"/{language}/"

    def test_what_the_site_does_not_keep_is_not_kept(self, site):
        for path in ("/en/search/?q=read", "/accounts/login/", "/admin/"):
            for _time in range(2):
                assert not site.visitor().get(path).is_kept


class TestValidators:
    @pytest.fixture(params=[POST, "/en/feed.rss", "static", "picture"])
    def path(self, request, site):
        return {"static": "/static/icon.svg", "picture": site.rows["image"]}.get(
            request.param, request.param
        )

    @pytest.mark.parametrize("names", [["tag"], ["date"], ["tag", "date"]])
    def test_each_alone_and_both_get_a_bare_304(self, site, path, names):
        visitor = site.visitor()
        answer = visitor.get(path)
        validators = {
            "tag": ("If_None_Match", answer.headers["etag"]),
            "date": ("If_Modified_Since", answer.headers["last-modified"]),
        }

        got = visitor.bytes_of(path, **dict(validators[name] for name in names))

        assert got.startswith(b"HTTP/1.1 304 ")
        assert got.endswith(b"\r\n\r\n")
        assert len(got) <= 300
        names = {line.partition(b":")[0].lower().decode() for line in got.splitlines()[1:-1]}
        assert names <= {*OF_304, "server", "date", "connection"}

    def test_the_tag_decides_where_the_date_is_older(self, site):
        visitor = site.visitor()
        tag = visitor.get(POST).headers["etag"]
        old = {"If_Modified_Since": "Fri, 02 Jan 2026 00:00:00 GMT"}

        assert visitor.get(POST, If_None_Match=tag, **old).status == 304
        assert visitor.get(POST, If_None_Match='W/"another"', **old).status == 200

    def test_a_later_date_is_as_good(self, site, path):
        later = "Fri, 01 Jan 2100 00:00:00 GMT"
        assert site.visitor().get(path, If_Modified_Since=later).status == 304


class TestFiles:
    @pytest.mark.parametrize("suffix", ["css", "js", "svg", "png", "woff2", "txt", "json", "md"])
    def test_static_files_are_as_the_site_sends_them(self, site, suffix):
        folder = site.folder / "static"
        found = next(file for file in sorted(folder.rglob(f"*.{suffix}")))
        path = f"/static/{found.relative_to(folder)}"
        through, beside = site.visitor().get(path), site.beside().get(path)

        assert through.status == 200
        assert through.page == beside.page == found.read_bytes()
        assert same_type(through) == same_type(beside)
        keys = OF_EACH | {"content-type"}
        assert {k: v for k, v in through.lasting.items() if k not in keys} == {
            k: v for k, v in beside.lasting.items() if k not in keys
        }

    def test_a_name_with_a_hash_is_kept_for_ever_and_sent_as_it_was_packed(self, site):
        page = site.visitor().get("/en/").page.decode()
        path = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
        answer = site.visitor().get(path)

        assert answer.headers["cache-control"] == "max-age=315360000, public, immutable"
        assert answer.headers["content-encoding"] == "gzip"
        packed = site.folder / "static" / (path.removeprefix("/static/") + ".gz")
        assert answer.body == packed.read_bytes()

    def test_pictures_are_as_the_site_sends_them(self, site):
        picture = site.rows["image"]
        for path in (picture, picture.replace(".png", f"-{site.rows['widths'][0]}.webp")):
            through, beside = site.visitor().get(path), site.beside().get(path)

            assert through.status == 200
            assert through.body == beside.body
            assert {k: v for k, v in through.lasting.items() if k not in OF_EACH} == {
                k: v for k, v in beside.lasting.items() if k not in OF_EACH
            }
            # The site's tag is the name: nginx has read the file itself.
            assert through.headers["etag"] != beside.headers["etag"]

    def test_what_is_not_there_the_site_is_asked_for(self, site):
        absent = site.rows["image"].replace(".png", ".jpg")
        for path in (absent, "/static/nothing.css", "/static/", "/static/css/"):
            answer = site.visitor().get(path)
            assert answer.status == 404
            assert b"<main" in answer.page

    def test_nothing_else_of_the_folders_can_be_read(self, site):
        document, picture = site.rows["document"], site.rows["image"]
        assert (site.folder / "media" / document).is_file()
        folder = picture.rpartition("/")[0]
        for path in (
            f"/media/{document}",
            f"//media//{document}",
            f"/media/./{document}",
            f"/static/../media/{document}",
            f"/static/%2e%2e/media/{document}",
            f"/static/..%2fmedia/{document}",
            f"/static../media/{document}",
            f"/media/images/../{document}",
            f"{folder}/..%2f..%2f..%2f{document}",
            f"{picture}/../../../../{document}",
            f"{picture}%00.pdf",
            f"{picture}%0a",
            "/media/../site.sqlite3",
            "/media/%2e%2e/site.sqlite3",
            "/static/../site.sqlite3",
            "/static/..%2fsite.sqlite3",
            "/static/..%5csite.sqlite3",
            "/static../site.sqlite3",
            "//static/..//site.sqlite3",
        ):
            answer = site.visitor().get(path)
            assert answer.status in {400, 404}, path
            assert b"%PDF" not in answer.page
            assert b"SQLite" not in answer.page


class TestChanges:
    def test_they_show_within_two_and_a_half_seconds(self, site, rename):
        visitor = site.visitor()
        assert visitor.get(POST).status == 200
        rename("Renamed")
        assert seconds_until(visitor, "Renamed") <= LATEST

    def test_a_crowd_gets_no_error_and_then_no_older_page(self, site, rename):
        assert site.visitor().get(POST).status == 200
        rename("For a crowd")
        assert {answer.status for answer in crowd(site, "/en/blog/")} == {200}
        time.sleep(LATEST)
        # The first makes nginx ask for the page again; the others must wait for it as well.
        site.signal(signal.SIGSTOP)
        threading.Timer(0.5, site.signal, [signal.SIGCONT]).start()
        assert all(b"For a crowd" in answer.page for answer in crowd(site, POST))


class TestStaff:
    def test_their_pages_come_from_the_site(self, site, editor):
        site.visitor().get(POST)
        for _time in range(2):
            answer = editor.get(POST)
            assert not answer.is_kept
            assert answer.headers["cache-control"] == "private, no-store"
        for visitor in (site.visitor(), site.visitor()):
            assert visitor.get(POST).headers["cache-control"] == "no-cache"

    @pytest.mark.parametrize("name", ["staff", "__Host-staff"])
    def test_a_made_up_cookie_passes_by_and_opens_nothing(self, site, name):
        visitor = site.visitor()
        visitor.get("/en/")
        visitor.cookies = {"other": "1", name: "made-up"}
        answer = visitor.get("/en/")
        assert not answer.is_kept
        assert answer.headers["cache-control"] == "no-cache"

    def test_other_cookies_do_not(self, site):
        visitor = site.visitor()
        visitor.cookies = {"my-staff": "1", "staffed": "1"}
        visitor.get("/en/")
        assert visitor.get("/en/").is_kept

    def test_only_they_send_much(self, site):
        much = b"x" * 2_000_000
        assert site.visitor().ask("POST", "/en/", much).status == 413
        assert site.visitor().ask("POST", "/admin/", much).status == 403


class TestDoors:
    def test_plain_http_leads_to_the_final_address_in_one_hop(self, site):
        answer = site.plain().get("/en/blog")
        assert (answer.status, answer.headers["location"]) == (301, f"{site.url}/en/blog/")

    def test_health_is_for_this_machine_only(self, site):
        assert site.visitor().get("/health/live").status == 200
        stranger = site.visitor()
        stranger.source = ("127.0.0.2", 0)
        for path in ("/health/live", "//health/live", "/%68ealth/live", "/en/..%2fhealth/live"):
            assert stranger.get(path).status == 403
        assert stranger.get("/en/").status == 200

    def test_the_address_of_a_visitor_cannot_be_made_up(self, site):
        visitor, path = site.visitor(), "/accounts/login/"
        visitor.source = ("127.0.0.3", 0)
        fields = dict(visitor.form(path))
        for number in range(21):
            visitor.always = {"X-Forwarded-For": f"192.0.2.{number}", "X-Forwarded-Proto": "http"}
            wrong = {"login": f"{number}@example.org", "password": "wrong"}
            assert visitor.post(path, fields | wrong).status == 200
        # Twenty from one address are the limit.
        right = {"login": site.rows["editor"], "password": "correct horse"}
        assert visitor.post(path, fields | right).status == 200


class TestOutage:
    def test_visitors_get_the_last_page_and_then_the_current_one(self, site, editor):
        visitor, staff = site.visitor(), site.visitor()
        staff.cookies = dict(editor.cookies)
        before = visitor.get(LIST)
        time.sleep(2)  # until what is kept has expired
        site.signal(signal.SIGKILL)
        site.process.wait()
        try:
            during = visitor.get(LIST)
            assert (during.status, during.page) == (200, before.page)
            assert "nginx; hit; detail=stale" in during.headers["cache-status"]
            tag = before.headers["etag"]
            assert visitor.get(LIST, If_None_Match=tag).status == 304
            other = visitor.get(LIST, If_None_Match='"another"')
            assert (other.status, other.page) == (200, before.page)

            assert visitor.get(site.rows["image"]).status == 200
            assert visitor.get("/en/never-asked-for/").status == 502
            assert visitor.ask("POST", LIST, b"").status == 502
            assert staff.get(LIST).status == 502
            assert site.plain().get("/en/").headers["location"] == "https://localhost/en/"
        finally:
            site.start()
        after = visitor.get(LIST)
        assert after.page == before.page
        assert "nginx" not in after.headers["cache-status"]
