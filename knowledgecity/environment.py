"""What differs between machines, read from environment variables and from ``.env``."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvNotSetError

from knowledgecity import local

# If one of these is set, somebody is configuring their own site: nothing is filled in.
DECISIVE = ("DJANGO_SECRET_KEY", "DJANGO_ALLOWED_HOSTS", "SITE_URL")


class Refusal(ImproperlyConfigured):
    """A variable is missing or invalid; the message says what to write."""


class Environment(Env):
    """Variables without surrounding space; an empty one counts as missing."""

    def _get_value(self, env_key, default):
        return super()._get_value(env_key, "").strip() or default


BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()
# A variable in the environment wins over a line of the file.
env.read_env(BASE_DIR / ".env", recurse=False)


def read(parse, name, write, **options):
    """Return a variable, or raise ``Refusal`` with what to write."""
    try:
        return parse(name, **options)
    except EnvNotSetError:
        problem = "is missing"
    except ValueError:
        problem = "cannot be read"
    msg = f"{name} {problem}. Write {write} (.env.example shows every variable)."
    raise Refusal(msg)


def lend_local():
    """Fill in the environment if ``make run`` left its key, unless one of ``DECISIVE`` is set."""
    if any(env.str(name, "") for name in DECISIVE) or not os.access(local.KEY, os.R_OK):
        return
    lent = {**local.values(env.str("PORT", "8000")), "DJANGO_SECRET_KEY": local.KEY.read_text()}
    os.environ.update({name: value for name, value in lent.items() if not env.str(name, "")})


@env.parser_for("database")
def database(url):
    """Return Django's database settings; a path after ``sqlite:///`` starts in the project."""
    settings = dj_database_url.parse(url, conn_max_age=600, conn_health_checks=True)
    options = settings.setdefault("OPTIONS", {})
    if settings["ENGINE"] == "django.db.backends.postgresql":
        # A socket's folder cannot be the host of a URL: PostgreSQL's own URLs have it in the query.
        settings["HOST"] = options.pop("host", settings["HOST"])
        settings["PORT"] = options.pop("port", settings["PORT"])
        # JIT compilation takes longer than these short queries do.
        options.setdefault("options", "-c jit=off")
        # In seconds. Whoever waits for a database that is away gets an answer.
        options.setdefault("connect_timeout", 5)
    elif settings["ENGINE"] == "django.db.backends.sqlite3" and settings["NAME"] != ":memory:":
        settings["NAME"] = BASE_DIR / settings["NAME"]
        settings["OPTIONS"] = {
            # Readers never wait for a writer (WAL); a writer takes its lock at BEGIN, so two
            # writers queue for up to 20 seconds instead of failing half way.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        }
    else:
        raise ValueError(url)
    return settings


@env.parser_for("email")
def email(url):
    """Return Django's mail settings; ``smtps://`` is implicit TLS, ``?tls=1`` STARTTLS.

    dj-email-url, which environs knows, treats both as STARTTLS and accepts any other scheme.
    """
    parts = urlsplit(url)
    kinds = {"file": "filebased", "console": "console", "smtp": "smtp", "smtps": "smtp"}
    kind = kinds.get(parts.scheme)
    if not kind or (kind == "smtp" and not parts.hostname):
        raise ValueError(url)
    return {
        "EMAIL_BACKEND": f"django.core.mail.backends.{kind}.EmailBackend",
        "EMAIL_FILE_PATH": BASE_DIR / unquote(parts.path[1:]),
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": "tls=1" in parts.query.split("&"),
        "EMAIL_TIMEOUT": 20,
    }
