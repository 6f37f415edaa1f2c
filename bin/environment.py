"""The environment of this folder: the right Python, a virtual environment, hashed requirements.

Only the standard library, and no newer syntax than an old Python 3 can read: this is what tells
people that their Python is too old.
"""

import hashlib
import json
import os
import secrets
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
VAR = os.path.join(ROOT, "var")
SETTINGS_FILE = os.path.join(ROOT, ".env")
OLDEST = (3, 11)
# How interface messages are collected; without locations, so that files change only with messages.
COLLECT = ["makemessages", "-l", "bg", "--no-location", "--no-obsolete", "-v0"]
COLLECT += [part for name in (".venv", "tests", "var", "bin") for part in ("-i", name)]


def refuse(sentence):
    """Say in one sentence what is wrong, and exit with code 1."""
    sys.stderr.write(sentence + "\n")
    sys.exit(1)


def prepare(requirements):
    """Create the environment with the packages of ``requirements/<name>.txt``; quick if it exists."""
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


def local():
    """Return the module with the values that manage.py uses as well."""
    sys.path.append(ROOT)
    from knowledgecity import local

    return local


def secret_key():
    """Return the secret key of this folder, created once and readable only by its owner."""
    file = str(local().KEY)
    if not os.path.exists(file):
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as content:
            content.write(secrets.token_urlsafe(64))
    with open(file) as content:
        return content.read()


def settings_file():
    """Return the variables in ``.env``, read by the site's own library, which must be installed."""
    if not (os.path.exists(SETTINGS_FILE) and os.path.exists(PYTHON)):
        return {}
    read = "import dotenv, json, sys; print(json.dumps(dotenv.dotenv_values(sys.argv[1])))"
    done = subprocess.run([PYTHON, "-c", read, SETTINGS_FILE], stdout=subprocess.PIPE, check=False)
    if done.returncode:
        refuse("%s cannot be read; see the lines above." % SETTINGS_FILE)
    return json.loads(done.stdout.decode())


def variables(**more):
    """Return the environment of a site on this machine; what is set, there or in ``.env``, stays."""
    chosen = _filled(settings_file())
    chosen.update(more)
    chosen.update(_filled(os.environ))
    found = local().values(chosen.setdefault("PORT", "8000"))
    found["HOST"] = "127.0.0.1"
    found.update(chosen)
    if "DJANGO_SECRET_KEY" not in found:
        found["DJANGO_SECRET_KEY"] = secret_key()
    return found


def _filled(environ):
    return {name: value for name, value in environ.items() if value and value.strip()}
