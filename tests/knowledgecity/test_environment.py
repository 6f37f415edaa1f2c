"""The settings refuse to start without what they need, and say what that is."""

import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

ROOT = Path(__file__).parents[2]
PRODUCTION = {
    "DJANGO_SECRET_KEY": "v3ry-l0ng-and-quite-random-secret-key-for-this-test-only-XYZ-123456789",
    "DJANGO_ALLOWED_HOSTS": "knowledgesofia.example",
    "SITE_URL": "https://knowledgesofia.example",
    "DEFAULT_FROM_EMAIL": "desk@knowledgesofia.example",
}
# What every connection to PostgreSQL gets.
OWN = {"options": "-c jit=off", "connect_timeout": 5}


SHOW = (
    "from django.conf import settings as s;"
    "print(s.SITE_URL, s.SECRET_KEY, s.DEFAULT_FROM_EMAIL, s.ALLOWED_HOSTS, s.SECURITY_CONTACT)"
)


class Folder:
    """A copy of the project without generated files."""

    def __init__(self, path):
        left_out = (".*", "var", "tests", "bench", "__pycache__")
        self.path = shutil.copytree(ROOT, path / "site", ignore=shutil.ignore_patterns(*left_out))

    def run(self, *arguments, **variables):
        """Run Python there with exactly these variables; returns the finished process."""
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        command = [sys.executable, *arguments]
        options = {"cwd": self.path, "env": {**kept, **variables}}
        return subprocess.run(command, **options, capture_output=True, text=True, check=False)

    def manage(self, *arguments, **variables):
        """Run manage.py there."""
        return self.run("manage.py", *arguments, **variables)

    def leave_key(self):
        """Create what ``make run`` leaves behind."""
        (self.path / "var").mkdir()
        (self.path / "var" / "secret_key").write_text("the-key-of-this-folder")

    def write(self, *lines):
        """Write ``.env``."""
        (self.path / ".env").write_text("\n".join(lines))


@pytest.fixture
def folder(tmp_path):
    """Return a copy of the project."""
    return Folder(tmp_path)


def refused(answer):
    """Return the one-sentence message of a refusal."""
    assert answer.returncode == 1
    assert answer.stdout == ""
    (sentence,) = answer.stderr.splitlines()
    return sentence


@pytest.mark.parametrize("missing", PRODUCTION)
def test_a_missing_variable_is_named(folder, missing):
    given = {name: value for name, value in PRODUCTION.items() if name != missing}
    assert refused(folder.manage("check", **given)).startswith(f"{missing} is missing. Write ")


def test_production_settings_pass_djangos_own_checks(folder, tmp_path):
    answer = folder.manage(
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        **PRODUCTION,
        DATABASE_URL=f"sqlite:///{tmp_path}/site.sqlite3",
    )
    assert answer.returncode == 0, answer.stderr


class TestBesideMakeRun:
    def test_manage_py_needs_no_variable(self, folder):
        folder.leave_key()
        assert folder.manage("check").returncode == 0
        shown = folder.manage("shell", "-v0", "-c", SHOW).stdout
        assert shown.startswith("http://localhost:8000 the-key-of-this-folder desk@localhost ")
        assert "'localhost', '127.0.0.1'" in shown

    def test_it_has_the_variables_of_make_run(self, folder):
        folder.leave_key()
        script = (
            "import os, sys; sys.path.insert(0, 'bin'); import environment; run = environment.variables();"
            "from knowledgecity.environment import lend_local; before = {*os.environ}; lend_local();"
            "lent = {*os.environ} - before; print(len(lent), [n for n in lent if run[n] != os.environ[n]])"
        )
        answer = folder.run("-c", script, PORT="8123")
        assert answer.stdout == "4 []\n", answer.stderr

    def test_what_is_set_wins(self, folder):
        folder.leave_key()
        folder.write("DEFAULT_FROM_EMAIL=file@example.org", "SECURITY_CONTACT=file@example.org")
        shown = folder.manage("shell", "-v0", "-c", SHOW, DEFAULT_FROM_EMAIL="real@example.org")
        assert "the-key-of-this-folder real@example.org" in shown.stdout
        assert "file@example.org" in shown.stdout

    @pytest.mark.parametrize("name", ["DJANGO_SECRET_KEY", "DJANGO_ALLOWED_HOSTS", "SITE_URL"])
    @pytest.mark.parametrize("in_file", [True, False])
    def test_a_site_of_ones_own_gets_nothing_lent(self, folder, name, in_file):
        folder.leave_key()
        given = {name: PRODUCTION[name]}
        if in_file:
            folder.write(f"{name}={given.pop(name)}")
        assert " is missing. Write " in refused(folder.manage("check", **given))

    def test_a_folder_without_the_key_refuses(self, folder):
        assert refused(folder.manage("check")) == (
            "DJANGO_SECRET_KEY is missing. Write a long random secret"
            " (.env.example shows every variable)."
        )

    def test_the_server_gets_nothing_lent(self, folder):
        folder.leave_key()
        answer = folder.run("-c", "import knowledgecity.wsgi")
        assert answer.returncode != 0
        assert "DJANGO_SECRET_KEY is missing. Write " in answer.stderr


class TestFile:
    def test_it_is_read(self, folder):
        folder.write(*(f"{name}={value}" for name, value in PRODUCTION.items()))
        shown = folder.manage("shell", "-v0", "-c", SHOW, DJANGO_SECRET_KEY="real").stdout
        assert shown.startswith("https://knowledgesofia.example real desk@knowledgesofia.example")

    def test_the_server_reads_it_too(self, folder):
        folder.write(*(f"{name}={value}" for name, value in PRODUCTION.items()))
        answer = folder.run("-c", f"import knowledgecity.wsgi; {SHOW}")
        assert answer.stdout.startswith("https://knowledgesofia.example"), answer.stderr

    def test_make_run_reads_it_too(self, folder):
        folder.write("PORT=8123", "SECURITY_CONTACT='Who looks after it'", "HOST=", "# SITE_URL=x")
        (folder.path / ".venv" / "bin").mkdir(parents=True)
        (folder.path / ".venv" / "bin" / "python").symlink_to(sys.executable)
        script = (
            "import sys; sys.path.insert(0, 'bin'); import environment as e; e.secret_key = lambda: 'k';"
            "v = e.variables(); print(v['HOST'], v['PORT'], v['SITE_URL'], v['SECURITY_CONTACT'])"
        )
        told = folder.run("-c", script, SECURITY_CONTACT="").stdout
        assert told == "127.0.0.1 8123 http://localhost:8123 Who looks after it\n"

    def test_the_example_names_every_variable(self):
        source = (ROOT / "knowledgecity" / "settings.py").read_text()
        example = (ROOT / ".env.example").read_text()
        known = set(re.findall(r'env\.\w+(?:,\s*|\()"([A-Z_]+)"', source))
        assert known >= {*PRODUCTION, "MEDIA_ROOT", "HSTS_SECONDS"}
        assert known | {"HOST", "PORT"} == set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))

    def test_a_copy_of_the_example_wants_a_key(self, folder):
        shutil.copy(ROOT / ".env.example", folder.path / ".env")
        assert refused(folder.manage("check")).startswith("DJANGO_SECRET_KEY is missing.")
        assert folder.manage("check", DJANGO_SECRET_KEY="k").returncode == 0


@pytest.fixture
def read(monkeypatch):
    """Return a function that runs the settings with these variables and returns their values."""

    def run_settings(**variables):
        for name, value in {**PRODUCTION, **variables}.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "knowledgecity" / "settings.py"))

    return run_settings


@pytest.mark.parametrize(
    ("name", "value", "write"),
    [
        ("DJANGO_DEBUG", "maybe", "1 or 0"),
        ("TASKS_IMMEDIATE", "2", "1 or 0"),
        ("TRUSTED_PROXIES", "one", "a whole number"),
        ("TRUSTED_PROXIES", "-1", "a whole number"),
        ("SITE_URL", "example.org", "https://example.org"),
        ("SITE_URL", "https://", "https://example.org"),
        ("SITE_URL", "https://example.org/path", "https://example.org"),
        ("SITE_URL", "https://example.org?query", "https://example.org"),
        ("SITE_URL", "ftp://example.org", "https://example.org"),
        ("WEBSUB_HUB", "hub.example.org", "https://hub.example.org/"),
        ("WEBSUB_HUB", "ftp://hub.example.org/", "https://hub.example.org/"),
        ("WEBSUB_HUB", "https://", "https://hub.example.org/"),
        ("DATABASE_URL", "mysql://host/name", "postgresql://"),
        ("DATABASE_URL", "postgresql://host:port/name", "postgresql://"),
        ("DATABASE_URL", "sqlite://", "sqlite:///"),
        ("DATABASE_URL", "sqlite://:memory:", "sqlite:///"),
        ("DATABASE_URL", "nonsense", "sqlite:///"),
        ("HSTS_SECONDS", "a year", "a whole number of seconds"),
        ("HSTS_SECONDS", "-1", "a whole number of seconds"),
        ("HSTS_INCLUDE_SUBDOMAINS", "all", "1 or 0"),
        ("HSTS_PRELOAD", "yes please", "1 or 0"),
        ("EMAIL_URL", "pigeon://roof", "smtp://"),
        ("EMAIL_URL", "smtp://", "smtp://"),
        ("EMAIL_URL", "smtp://host:port", "smtp://"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused(read, name, value, write):
    with pytest.raises(ImproperlyConfigured) as refusal:
        read(**{name: value})
    sentence = str(refusal.value)
    assert sentence.startswith(f"{name} cannot be read. Write ")
    assert write in sentence
    assert refusal.value.__context__ is None  # the library logs nothing of its own


@pytest.mark.parametrize("name", PRODUCTION)
def test_an_empty_variable_is_a_missing_one(read, name):
    with pytest.raises(ImproperlyConfigured, match=f"{name} is missing. Write "):
        read(**{name: " "})


def test_what_is_left_empty_has_its_default(read):
    names = (
        *("DJANGO_DEBUG", "DATABASE_URL", "MEDIA_ROOT", "EMAIL_URL", "TRUSTED_PROXIES"),
        *("SECURITY_CONTACT", "WEBSUB_HUB", "TASKS_IMMEDIATE"),
        *("HSTS_SECONDS", "HSTS_INCLUDE_SUBDOMAINS", "HSTS_PRELOAD"),
    )
    settings = read(**dict.fromkeys(names, ""))
    assert settings["DEBUG"] is False
    assert settings["DATABASES"]["default"]["NAME"] == ROOT / "var" / "site.sqlite3"
    assert settings["MEDIA_ROOT"] == ROOT / "var" / "media"
    assert settings["EMAIL_BACKEND"] == "django.core.mail.backends.filebased.EmailBackend"
    assert settings["EMAIL_FILE_PATH"] == ROOT / "var" / "mail"
    assert settings["TRUSTED_PROXIES"] == 0
    assert settings["SECURITY_CONTACT"] == settings["WEBSUB_HUB"] == ""
    assert settings["TASKS_IMMEDIATE"] is False
    assert hsts(settings) == (31_536_000, False, False)


def test_pages_are_kept_except_while_templates_are_edited(read):
    assert read()["PAGE_STORE_MB"] == 32
    assert read(DJANGO_DEBUG="1")["PAGE_STORE_MB"] == 0
    assert read(DJANGO_DEBUG="1", PAGE_STORE_MB="8")["PAGE_STORE_MB"] == 8
    with pytest.raises(ImproperlyConfigured, match=r"PAGE_STORE_MB cannot be read\. Write a"):
        read(PAGE_STORE_MB="-1")


def hsts(settings):
    """Return how long a browser insists on https, whether for subdomains, and whether preloaded."""
    names = ("SECONDS", "INCLUDE_SUBDOMAINS", "PRELOAD")
    return tuple(settings[f"SECURE_HSTS_{name}"] for name in names)


def test_browsers_are_bound_to_https_as_far_as_somebody_asked(read):
    assert hsts(read(SITE_URL="http://example.org")) == (0, False, False)
    assert hsts(read(HSTS_SECONDS="300")) == (300, False, False)
    everywhere = read(HSTS_SECONDS="", HSTS_INCLUDE_SUBDOMAINS="1")
    assert hsts(everywhere) == (31_536_000, True, False)
    both = {"HSTS_INCLUDE_SUBDOMAINS": "1", "HSTS_PRELOAD": "1"}
    assert hsts(read(**both, HSTS_SECONDS="63072000")) == (63_072_000, True, True)


@pytest.mark.parametrize(
    "given", [{}, {"HSTS_INCLUDE_SUBDOMAINS": "1", "HSTS_SECONDS": "31535999"}]
)
def test_browsers_list_is_refused_without_what_it_asks_for(read, given):
    with pytest.raises(ImproperlyConfigured, match=r"^HSTS_PRELOAD is 1, but .* Write HSTS_INC"):
        read(HSTS_PRELOAD="1", **given)


def test_space_around_a_value_does_not_count(read):
    settings = read(
        DJANGO_ALLOWED_HOSTS="example.org, www.example.org ",
        SITE_URL=" https://example.org/ ",
        TRUSTED_PROXIES="1 ",
        MEDIA_ROOT="/srv/media ",
        DJANGO_DEBUG=" yes",
    )
    assert settings["ALLOWED_HOSTS"] == ["example.org", "www.example.org"]
    assert settings["SITE_URL"] == "https://example.org"
    assert settings["TRUSTED_PROXIES"] == 1
    assert settings["MEDIA_ROOT"] == Path("/srv/media")
    assert settings["DEBUG"] is True


def test_a_postgresql_address_is_read(read):
    url = "postgresql://me:p%40ss@db:5433/site?sslmode=require"
    database = read(DATABASE_URL=url)["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["USER"], database["PASSWORD"]) == ("me", "p@ss")
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db", 5433, "site")
    assert database["OPTIONS"] == {"sslmode": "require", **OWN}
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (600, True)


def test_a_postgresql_address_may_name_a_socket(read):
    url = "postgresql://me@/site?host=/run/postgresql&port=5433"
    database = read(DATABASE_URL=url)["DATABASES"]["default"]
    assert (database["HOST"], database["PORT"]) == ("/run/postgresql", 5433)
    assert database["OPTIONS"] == OWN


def test_sqlite_waits_for_its_turn(read):
    database = read(DATABASE_URL="sqlite:////tmp/site.sqlite3")["DATABASES"]["default"]
    assert database["NAME"] == Path("/tmp/site.sqlite3")
    assert database["CONN_MAX_AGE"] == 600
    options = database["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "WAL" in options["init_command"]
    assert options["timeout"] == 20


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://me:p%40ss@mail.example", 587, False, False),
        ("smtp://me:p%40ss@mail.example:2525/?tls=1", 2525, True, False),
        ("smtps://me:p%40ss@mail.example", 465, False, True),
    ],
)
def test_mail_is_sent(read, url, port, tls, ssl):
    mail = read(EMAIL_URL=url)
    assert mail["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"]) == ("mail.example", port)
    assert (mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]) == ("me", "p@ss")
    assert (mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (tls, ssl)
    assert mail["EMAIL_TIMEOUT"] == 20


def test_mail_is_printed(read):
    mail = read(EMAIL_URL="console:")
    assert mail["EMAIL_BACKEND"] == "django.core.mail.backends.console.EmailBackend"
