"""``make lint`` and ``make format``."""

import os
import shutil
import subprocess
import sys
import tempfile

from environment import COLLECT, PYTHON, ROOT, prepare, variables

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


def messages_current(env):
    """Say whether every text is collected and translated, and the compiled file says the same."""
    print("- messages", flush=True)
    if shutil.which("msgfmt") is None:
        print("left out: gettext is not installed")
        return os.environ.get("CI") != "true"
    copy = tempfile.mkdtemp(prefix="kc-messages-")
    try:
        kept = os.path.join(ROOT, MESSAGES)
        before, after = os.path.join(copy, "before.po"), os.path.join(copy, "after.po")
        shutil.copy(kept, before)
        quiet = {"cwd": ROOT, "env": env, "stdout": subprocess.DEVNULL}
        try:
            subprocess.run([PYTHON, "manage.py", *COLLECT], check=True, **quiet)
            shutil.copy(kept, after)
        finally:
            shutil.copy(before, kept)
        found = catalogue(after)
        untranslated = [text for text, translation in found.items() if not all(translation)]
        compiled = os.path.join(copy, "django.mo")
        subprocess.run(["msgfmt", "-o", compiled, before], check=True)
        with open(compiled, "rb") as fresh, open(kept[:-2] + "mo", "rb") as committed:
            stale = fresh.read() != committed.read()
    finally:
        shutil.rmtree(copy)
    for text in untranslated:
        print("not translated: %s" % text)
    if stale or found != catalogue(kept):
        print("message files are not current: make messages, translate, commit both files")
        return False
    return not untranslated


def catalogue(file):
    """Return ``{text: translations}`` of a message file, without its header."""
    entries, current, where = {}, None, None
    with open(file, encoding="utf-8") as text:
        lines = text.readlines()
    for line in lines:
        if line.startswith(("msgid ", "msgctxt ")) and where != "msgctxt":
            current = {"key": "", "values": []}
        if line.startswith(("msgctxt ", "msgid ", "msgid_plural ")):
            where = line.split()[0]
            current["key"] += where + _quoted(line)
        elif line.startswith("msgstr"):
            where = "msgstr"
            current["values"].append(_quoted(line))
            entries[current["key"]] = current["values"]
        elif line.startswith('"') and where == "msgstr":
            current["values"][-1] += _quoted(line)
        elif line.startswith('"'):
            current["key"] += _quoted(line)
        elif not line.strip():
            where = None
    entries.pop("msgid", None)
    return entries


def _quoted(line):
    return line[line.index('"') + 1 : line.rindex('"')]


def lint(env):
    """Ask every tool; all of them speak even when the first complains."""
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
