"""``make keep-database``: a small database of this schema, for the test that upgrades it (tests/data/).

Once for each release: every later version must be able to upgrade it.
Writes a SQLite file and a dump of PostgreSQL, both with a few rows of each kind.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import postgres
from environment import PYTHON

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "data"


def fill(url):
    """Migrate the database and write a few rows of each kind, in a process of its own."""
    env = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    for code in ("call_command('migrate', verbosity=0)", "few.write()"):
        lines = f"from django.core.management import call_command; from tests import few; {code}"
        command = [PYTHON, "manage.py", "shell", "-v0", "-c", lines]
        subprocess.run(command, cwd=ROOT, env=env, check=True)


def keep_sqlite(name):
    """Write the SQLite file, complete: without the separate log of a database in use."""
    file = FOLDER / f"{name}.sqlite3"
    with tempfile.TemporaryDirectory() as folder:
        fill(f"sqlite:///{folder}/site.sqlite3")
        file.unlink(missing_ok=True)
        with sqlite3.connect(f"{folder}/site.sqlite3") as database:
            # Most tables have a row or two: small pages keep the file small.
            database.execute("PRAGMA journal_mode = DELETE")
            database.execute("PRAGMA page_size = 512")
            database.execute("VACUUM INTO ?", [str(file)])


def keep_postgresql(name):
    """Write the dump of PostgreSQL, as statements that any client can run."""
    with postgres.server() as url:
        if url is None:
            sys.exit("This machine has no PostgreSQL: install it, then run this again.")
        fill(url)
        dump = os.path.join(postgres.programs(), "pg_dump")
        plain = ["--no-owner", "--no-privileges", "--inserts", "--rows-per-insert=100"]
        done = subprocess.run([dump, *plain, url], check=True, capture_output=True, text=True)
    # Commands of psql and settings of its session are of no use to other clients.
    useless = ("--", "\\", "SET ", "SELECT pg_catalog.set_config")
    lines = [line for line in done.stdout.splitlines() if line and not line.startswith(useless)]
    (FOLDER / f"{name}.sql").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    keep_sqlite(f"database-{version}")
    keep_postgresql(f"database-{version}")
