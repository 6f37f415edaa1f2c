"""``make lint`` and ``make format``."""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

from environment import COLLECT, PYTHON, ROOT, prepare, variables

BIN = os.path.dirname(PYTHON)
# An empty string without a continuation line.
NOT_TRANSLATED = re.compile(r'^msgstr(?:\[\d\])? ""(?!\n")', re.MULTILINE)
MESSAGES = "locale/bg/LC_MESSAGES/django.po"


def templates():
    """Return all our templates."""
    return sorted(glob.glob(os.path.join(ROOT, "templates", "**", "*.html"), recursive=True))


def run(*command, **options):
    """Run a tool of the environment; return whether it succeeded."""
    print("- " + " ".join(os.path.basename(part) for part in command[:3]), flush=True)
    return subprocess.run(command, cwd=ROOT, check=False, **options).returncode == 0


def format_all():
    """Format code and templates."""
    run(BIN + "/ruff", "check", "--fix", "-q", ".")
    run(BIN + "/ruff", "format", "-q", ".")
    run(BIN + "/djade", "--target-version", "5.2", *templates())


def messages_current(env):
    """Return whether every message is collected and translated, and the compiled file matches."""
    print("- messages", flush=True)
    if shutil.which("msgfmt") is None:
        print("left out: gettext is not installed")
        return os.environ.get("CI") != "true"
    kept = os.path.join(ROOT, MESSAGES)
    with tempfile.TemporaryDirectory(prefix="kc-messages-") as copy:
        before, after = os.path.join(copy, "before.po"), os.path.join(copy, "after.po")
        shutil.copy(kept, before)
        quiet = {"cwd": ROOT, "env": env, "stdout": subprocess.DEVNULL}
        try:
            subprocess.run([PYTHON, "manage.py", *COLLECT], check=True, **quiet)
            shutil.copy(kept, after)
        finally:
            shutil.copy(before, kept)
        found = entries(after)
        compiled = os.path.join(copy, "django.mo")
        subprocess.run(["msgfmt", "-o", compiled, before], check=True)
        with open(compiled, "rb") as fresh, open(kept[:-2] + "mo", "rb") as committed:
            stale = fresh.read() != committed.read()
    untranslated = [entry for entry in found if NOT_TRANSLATED.search(entry)]
    for entry in sorted(untranslated):
        print("not translated: %s" % entry)
    if stale or found != entries(kept):
        print("message files are not current: make messages, translate, commit both files")
        return False
    return not untranslated


def entries(file):
    """Return the entries of a message file, in no order and without its header."""
    with open(file, encoding="utf-8") as text:
        return set(text.read().strip().split("\n\n")[1:])


def lint(env):
    """Run every tool; all of them run even if the first one fails."""
    return [
        run(BIN + "/ruff", "check", "."),
        run(BIN + "/ruff", "format", "--check", "-q", "."),
        run(BIN + "/djade", "--check", "--target-version", "5.2", *templates()),
        run(BIN + "/djlint", "--lint", "--quiet", "templates"),
        run(BIN + "/mypy", env=env),
        messages_current(env),
        run(PYTHON, "manage.py", "makemigrations", "--check", "--dry-run", "-v1", env=env),
    ]


if __name__ == "__main__":
    prepare("test")
    if "--format" in sys.argv:
        format_all()
    else:
        environment = variables(DATABASE_URL="sqlite:///var/lint.sqlite3")
        sys.exit(0 if all(lint(environment)) else 1)
