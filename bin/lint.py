"""``make lint`` and ``make format``."""

import os
import subprocess
import sys

from environment import PYTHON, ROOT, prepare, variables

BIN = os.path.dirname(PYTHON)
MESSAGES = "locale/bg/LC_MESSAGES/django.po"


def templates():
    """Return every template of ours, as git or the folder knows them."""
    return [
        os.path.join(folder, name)
        for folder, _folders, names in os.walk(os.path.join(ROOT, "templates"))
        for name in sorted(names)
        if name.endswith(".html")
    ]


def run(*command, **options):
    """Run a tool of the environment; returns whether it was content."""
    print("- " + " ".join(os.path.basename(part) for part in command[:3]), flush=True)
    return subprocess.run(command, cwd=ROOT, check=False, **options).returncode == 0


def format_all():
    """Put code and templates into shape."""
    run(BIN + "/ruff", "check", "--fix", "-q", ".")
    run(BIN + "/ruff", "format", "-q", ".")
    run(BIN + "/djade", "--target-version", "5.2", *templates())


def lint(env):
    """Ask every tool; all of them speak even when the first complains."""
    return [
        run(BIN + "/ruff", "check", "."),
        run(BIN + "/ruff", "format", "--check", "-q", "."),
        run(BIN + "/djade", "--check", "--target-version", "5.2", *templates()),
        run(BIN + "/djlint", "--lint", "--quiet", "templates"),
        run(BIN + "/mypy", env=env),
        run(PYTHON, "manage.py", "makemigrations", "--check", "--dry-run", "-v1", env=env),
    ]


if __name__ == "__main__":
    prepare("test")
    if "--format" in sys.argv:
        format_all()
    else:
        environment = variables(DATABASE_URL="sqlite:///var/lint.sqlite3")
        sys.exit(0 if all(lint(environment)) else 1)
