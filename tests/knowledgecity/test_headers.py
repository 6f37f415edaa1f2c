"""Headers of every kind of response."""

import pytest
from django.conf import settings
from django.test import Client, override_settings

from languages.codes import codes
from tests import factories

pytestmark = pytest.mark.django_db
WANTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
NAMES = {*WANTED, "Permissions-Policy", "Cross-Origin-Resource-Policy", "Content-Security-Policy"}
OF_304 = {"ETag", "Last-Modified", "Vary", "Cache-Control"}
HSTS = "Strict-Transport-Security"


@pytest.fixture
def https():
    """Run the site under https."""
    site = {"SITE_URL": "https://testserver", "SECURE_SSL_REDIRECT": True}
    with override_settings(**site, SECURE_HSTS_SECONDS=31536000):
        yield


@pytest.fixture
def get():
    """Return a function that requests any address, static files included."""
    place = settings.MIDDLEWARE.index("django.middleware.security.SecurityMiddleware") + 1
    middleware = [*settings.MIDDLEWARE]
    middleware.insert(place, "whitenoise.middleware.WhiteNoiseMiddleware")
    client = Client()

    def get_and_read(path, **options):
        answer = client.get(path, **options)
        if answer.streaming:
            b"".join(answer.streaming_content)  # closes the file
        return answer

    # WhiteNoise serves whatever is in that folder, collected or not.
    with override_settings(STATIC_ROOT=settings.BASE_DIR / "static", MIDDLEWARE=middleware):
        yield get_and_read


def assert_guarded(answer):
    assert answer.headers.keys() >= NAMES, NAMES - answer.headers.keys()
    assert {name: answer[name] for name in WANTED} == WANTED
    assert HSTS not in answer
    assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/en/", 200),
        ("/en/feed.rss", 200),
        ("/en/nowhere/", 404),
        ("/", 302),
        ("/accounts/login/", 200),
        ("/admin/", 302),
        ("/health/live", 200),
        ("/en/blog", 301),
        ("/en/news/9999-nobody-knows", 301),
    ],
)
def test_every_answer_carries_them(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert_guarded(answer)
    assert "script-src 'self'" in answer["Content-Security-Policy"]


def test_the_admin_carries_them(client):
    client.force_login(factories.user("Administrators"))
    assert_guarded(client.get("/admin/"))


@pytest.mark.parametrize("path", ["/en/blog", "/en/news/9999-nobody-knows"])
def test_one_hop_to_https_carries_them(client, https, path):
    answer = client.get(path)
    assert answer.status_code == 301
    assert answer["Location"].startswith("https://testserver/en/")
    assert_guarded(answer)


def test_what_is_not_read_is_sent_to_https_as_well(client, https):
    answer = client.post("/accounts/login/")
    assert (answer.status_code, answer["Location"]) == (301, "https://testserver/accounts/login/")
    assert_guarded(answer)


def test_under_https_browsers_are_told_to_stay_there(https, get):
    for path in ("/en/", "/en/blog", "/en/nowhere/", "/static/css/tokens.css"):
        answer = get(path, secure=True)
        assert answer[HSTS] == "max-age=31536000", path


def test_static_files_carry_them(get):
    answer = get("/static/css/tokens.css")
    assert answer.status_code == 200
    assert_guarded(answer)
    # The styles of a drawing are in the drawing; other sites may show it.
    drawing = get("/static/brand/wordmark-en.svg")
    assert "style-src 'unsafe-inline'" in drawing["Content-Security-Policy"]
    assert drawing["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_304_says_only_what_a_kept_answer_needs(get):
    for path in (*(f"/{code}/" for code in codes()), "/en/feed.atom", "/static/css/tokens.css"):
        first = get(path)
        validator = {"ETag": "if-none-match", "Last-Modified": "if-modified-since"}
        for name, header in validator.items():
            if name in first:
                again = get(path, headers={header: first[name]})
                assert again.status_code == 304, path
                assert again.headers.keys() <= OF_304, path
                assert not again.cookies
                assert again["Cache-Control"] == first["Cache-Control"]
                assert again.get("Vary") == first.get("Vary")
