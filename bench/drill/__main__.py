"""``make drill``: what must hold when processes write, read, fail and die at the same time.

Runs on SQLite (a file in a temporary folder) and on PostgreSQL, one after the other, and then with real
servers. Prints what it saw; exits with code 1 if a promise is broken. ``DATABASE_URL`` chooses one database,
which must be empty, and leaves out the servers.
"""

import os
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path

import crew

SCENARIOS = ("version_row", "things_due", "conditional_update")
WITH_SERVERS = ("page_store", "slow_clients", "kept_typing")


def one(folder):
    """Run every scenario on the database of ``DATABASE_URL``; return whether all promises are kept."""
    crew.set_up(folder)
    from django.core.management import call_command
    from django.db import connection

    if connection.introspection.table_names():
        sys.exit("The drill writes and deletes: DATABASE_URL must name an empty database.")
    call_command("migrate", verbosity=0)
    import tables

    tables.make()
    kept = True
    for name in SCENARIOS:
        begun = time.monotonic()
        report = import_module(name).drill(folder)
        print(f"{report}\n  {time.monotonic() - begun:.0f} seconds\n", flush=True)
        kept &= report.kept
    return kept


def on(name, url):
    """Run the drill on one database, in a process of its own; return whether it kept its promises."""
    print(f"== {name} ==\n", flush=True)
    env = {**os.environ, "DATABASE_URL": url}
    command = [sys.executable, str(Path(__file__).parent)]
    return subprocess.run(command, env=env, check=False).returncode == 0


def both(folder):
    """Run the drill on SQLite and on PostgreSQL; return whether both kept their promises."""
    sys.path.insert(0, str(crew.ROOT / "bin"))
    import postgres

    kept = on("SQLite", f"sqlite:///{folder}/drill.sqlite3")
    with postgres.server() as url:
        if url is None:
            print("Left out, because this machine lacks it: PostgreSQL")
        else:
            kept &= on("PostgreSQL", url)
    return kept


def with_servers():
    """Run the drills that need real servers; return whether they kept their promises."""
    print("== Servers ==\n", flush=True)
    kept = True
    for name in WITH_SERVERS:
        command = [sys.executable, str(Path(__file__).with_name(f"{name}.py"))]
        kept &= subprocess.run(command, check=False).returncode == 0
    return kept


def main():
    """Run it; return the exit code."""
    with tempfile.TemporaryDirectory(prefix="drill-") as folder:
        kept = [one(folder)] if os.environ.get("DATABASE_URL") else [both(folder), with_servers()]
        return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
