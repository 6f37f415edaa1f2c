"""The environment of this folder: the right Python, a virtual environment, hashed requirements.

Only the standard library, and no newer syntax than an old Python 3 can read: this is what tells
people that their Python is too old.
"""

import hashlib
import os
import secrets
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
VAR = os.path.join(ROOT, "var")
OLDEST = (3, 11)
# How the texts of the interface are collected; without places, so that files change with texts only.
COLLECT = ["makemessages", "-l", "bg", "--no-location", "--no-obsolete", "-v0"]
COLLECT += [part for name in (".venv", "tests", "var", "bin") for part in ("-i", name)]


def refuse(sentence):
    """Say in one sentence what is wrong, and end with exit code 1."""
    sys.stderr.write(sentence + "\n")
    sys.exit(1)


def prepare(requirements):
    """Make the environment with the packages of ``requirements/<name>.txt``; quick when it is there."""
    if sys.version_info[:2] < OLDEST:
        refuse(
            "Python %d.%d is too old: this needs 3.11 or newer. Install it, or name it: "
            "make run PYTHON=python3.12" % sys.version_info[:2]
        )
    if not os.access(ROOT, os.W_OK | os.X_OK):
        refuse("This folder cannot be written to: %s. Give yourself the right, or copy it." % ROOT)
    if not os.path.exists(PYTHON):
        _make_venv()
    _install(requirements)
    os.makedirs(VAR, exist_ok=True)


def _make_venv():
    try:
        import ensurepip  # noqa: F401  (Debian ships Python without it)
        import venv  # noqa: F401
    except ImportError:
        refuse("Python lacks its module venv: on Debian or Ubuntu, run: apt install python3-venv")
    print("Making the environment in .venv ...", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", VENV], check=False)
    if made.returncode:
        refuse("The environment could not be made in %s; see the lines above." % VENV)


def _install(name):
    file = os.path.join(ROOT, "requirements", name + ".txt")
    with open(file, "rb") as content:
        wanted = hashlib.sha256(content.read()).hexdigest()
    stamp = os.path.join(VENV, "installed-" + name)
    if os.path.exists(stamp):
        with open(stamp) as content:
            if content.read() == wanted:
                return
    print("Installing requirements/%s.txt ..." % name, flush=True)
    command = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    done = subprocess.run([*command, "--require-hashes", "-r", file], check=False)
    if done.returncode:
        refuse("The packages could not be installed; see the lines above, then run it again.")
    with open(stamp, "w") as content:
        content.write(wanted)


def secret_key():
    """Return the secret key of this folder, made once and readable by its owner only."""
    file = os.path.join(VAR, "secret_key")
    if not os.path.exists(file):
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as content:
            content.write(secrets.token_urlsafe(64))
    with open(file) as content:
        return content.read()


def variables(**more):
    """Return the environment of a site on this machine; what is set already stays."""
    port = os.environ.get("PORT", "8000")
    given = {
        "DJANGO_DEBUG": "0",
        "DJANGO_ALLOWED_HOSTS": "localhost,127.0.0.1,[::1]",
        "SITE_URL": "http://localhost:" + port,
        "DEFAULT_FROM_EMAIL": "desk@localhost",
        "HOST": "127.0.0.1",
        "PORT": port,
    }
    if not os.environ.get("DJANGO_SECRET_KEY"):
        given["DJANGO_SECRET_KEY"] = secret_key()
    return {**given, **more, **{name: value for name, value in os.environ.items() if value}}
