"""What differs between machines, read from environment variables.

Every reader returns a value of the type that Django wants, or raises
``ImproperlyConfigured`` with one sentence that names the variable.
"""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name, default=""):
    """Return the variable as text without surrounding space."""
    return os.environ.get(name, default).strip()


def flag(name, *, default=False):
    """Return the variable as a truth value: 1/true/yes/on or 0/false/no/off."""
    value = text(name).lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    msg = f"{name} is '{value}'. Write 1 or 0."
    raise ImproperlyConfigured(msg)


def number(name, default):
    """Return the variable as a whole number."""
    value = text(name, str(default))
    if not value.isdigit():
        msg = f"{name} is '{value}'. Write a whole number."
        raise ImproperlyConfigured(msg)
    return int(value)


def required(name, what):
    """Return the variable, or refuse to start and say what it is for."""
    value = text(name)
    if not value:
        msg = f"{name} is missing. Set it to {what}; .env.example shows every variable."
        raise ImproperlyConfigured(msg)
    return value


def site_url(name):
    """Return the address of the site without a final slash (``https://example.org``)."""
    value = required(name, "the address of the site, for example https://example.org").rstrip("/")
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path:
        msg = f"{name} is '{value}'. Write scheme and host only, for example https://example.org."
        raise ImproperlyConfigured(msg)
    return value


def page(name):
    """Return an address on the web (``https://hub.example.org/``), or "" where there is none."""
    value = text(name)
    parts = urlsplit(value)
    if value and (parts.scheme not in {"http", "https"} or not parts.hostname):
        msg = f"{name} is '{value}'. Write a whole address, for example https://hub.example.org/."
        raise ImproperlyConfigured(msg)
    return value


def database(name, default):
    """Return Django's database settings from a URL.

    ``sqlite:///var/site.sqlite3`` (three slashes: relative to the project; four: absolute) or
    ``postgresql://user:password@host:5432/name``; a socket folder goes into ``?host=/run/postgresql``.
    """
    parts = urlsplit(text(name) or default)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path[1:]), name)
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgresql(parts)
    msg = f"{name} starts with '{parts.scheme}'. Use sqlite:/// or postgresql://."
    raise ImproperlyConfigured(msg)


def _sqlite(path, name):
    if not path:
        msg = f"{name} names no file. Write sqlite:///var/site.sqlite3."
        raise ImproperlyConfigured(msg)
    file = Path(__file__).resolve().parent.parent / path
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            # Readers never wait for a writer (WAL); a writer takes its lock at BEGIN, so two
            # writers queue for up to 20 seconds instead of failing half way.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
        },
        "CONN_MAX_AGE": 600,
    }


def _postgresql(parts):
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": query.pop("port", str(parts.port or "")),
        # Compiling a query takes longer here than running it: all of them are short.
        "OPTIONS": {"options": "-c jit=off", **query},
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
    }


def email(name, default):
    """Return Django's mail settings from a URL, as a dict of setting names.

    ``file:///var/mail`` writes each mail to a file, ``smtp://user:password@host:587/?tls=1`` sends it
    (``smtps://`` for TLS from the first byte), ``console:`` prints it.
    """
    parts = urlsplit(text(name) or default)
    backend = "django.core.mail.backends."
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": backend + "console.EmailBackend"}
    if parts.scheme == "file":
        return {
            "EMAIL_BACKEND": backend + "filebased.EmailBackend",
            "EMAIL_FILE_PATH": Path(__file__).resolve().parent.parent / unquote(parts.path[1:]),
        }
    if parts.scheme in {"smtp", "smtps"} and parts.hostname:
        return {
            "EMAIL_BACKEND": backend + "smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 587),
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": parts.scheme == "smtps",
            "EMAIL_USE_TLS": dict(parse_qsl(parts.query)).get("tls") == "1",
            "EMAIL_TIMEOUT": 20,
        }
    msg = f"{name} is not a mail address of ours. Use smtp://, smtps://, file:/// or console:."
    raise ImproperlyConfigured(msg)
