"""``make test``: every test on SQLite, then those that use the database on PostgreSQL."""

import os
import shutil
import subprocess
import sys
import time

from environment import PYTHON, ROOT, prepare

PROGRAMS = ("chromium", "newsboat", "msgfmt", "nginx", "openssl")
NOTHING_LEFT_OUT = os.environ.get("CI") == "true"


def run(database, env, *arguments):
    """Run pytest on two workers and return its exit code; say how long it took."""
    print("== %s ==" % database, flush=True)
    begun = time.monotonic()
    command = [PYTHON, "-m", "pytest", "-q", "-n", "2", *arguments, *sys.argv[1:]]
    done = subprocess.run(command, cwd=ROOT, env=env, check=False)
    print("%s: %d seconds" % (database, time.monotonic() - begun), flush=True)
    return done.returncode


def main():
    """Run everything; the last lines name what was skipped on this machine."""
    prepare("test")
    # Importable only now that the environment exists.
    import postgres

    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(
            ("DJANGO_", "DATABASE_", "EMAIL_", "SITE_", "DEFAULT_FROM", "MEDIA_")
        )
    }
    # Debian keeps nginx where only root looks.
    path = os.environ.get("PATH", os.defpath) + ":/usr/sbin"
    left_out = [name for name in PROGRAMS if shutil.which(name, path=path) is None]
    failed = run("SQLite", clean)
    with postgres.server() as url:
        if url is None:
            left_out.append("PostgreSQL")
        else:
            clean["DATABASE_URL"] = url
            failed |= run("PostgreSQL", clean, "-m", "django_db and not browser")
    if left_out:
        print("Left out, because this machine lacks it: " + ", ".join(left_out))
        failed |= NOTHING_LEFT_OUT
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
