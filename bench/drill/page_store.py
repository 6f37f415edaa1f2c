"""The page store under load: a change is seen, nobody gets an old page, the database goes and comes back.

Two servers with two workers each on one PostgreSQL, read through their own ports by processes beside.
"""

import os
import re
import shlex
import socket
import subprocess
import sys
import threading
import time
from bisect import bisect_right
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

import crew
from report import Report

sys.path[:0] = [str(crew.ROOT / "bench"), str(crew.ROOT / "bin")]
import postgres  # noqa: E402
import processes  # noqa: E402
import run_site  # noqa: E402
import site_of_bench  # noqa: E402

PATH, SLUG = "/en/blog/drill/", "drill"
SERVERS, WORKERS = 2, 2
READERS, CONNECTIONS = 2, 4
# In seconds: how long changes go on under load, at least; how late a change may be seen.
SECONDS, LATEST = 25, 1.0
REQUESTS = 100_000
CROWD = 500
NUMBER = re.compile(rb"<h1>Version (\d+)</h1>")
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)


class Line:
    """A connection to a server that stays open."""

    def __init__(self, port):
        self.socket = socket.create_connection((processes.HOST, port), timeout=30)

    def send(self, path, more=""):
        """Send a request, with ``more`` headers."""
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n".encode())

    def receive(self):
        """Return the status, the head and the body of a response."""
        got = b""
        while (end := got.find(b"\r\n\r\n")) < 0:
            got += self._more()
        head, body = got[:end], got[end + 4 :]
        found = LENGTH.search(head)
        while found and len(body) < int(found[1]):
            body += self._more()
        return int(head[9:12]), head, body

    def ask(self, path, more=""):
        """Return the status, the head and the body of the response to a request."""
        self.send(path, more)
        return self.receive()

    def _more(self):
        got = self.socket.recv(65536)
        if not got:
            message = "The server has closed the connection."
            raise ConnectionError(message)
        return got


def number_in(body):
    """Return the number of the version that a page shows, -1 for none."""
    found = NUMBER.search(body)
    return int(found[1]) if found else -1


def read(ports, stop, most):
    """Ask for the page over several connections until ``stop`` is set, and ``most`` times at least.

    Return ``(when it was asked for, status, number)`` of each request.
    """
    seen = []

    def follow(port):
        line = Line(port)
        while not stop.is_set() or len(seen) < most:
            begun = time.monotonic()
            try:
                status, _head, body = line.ask(PATH)
                seen.append((begun, status, number_in(body)))
            except OSError as problem:
                seen.append((begun, 0, str(problem)))
                line = Line(port)

    threads = [
        threading.Thread(target=follow, args=[ports[place % len(ports)]])
        for place in range(CONNECTIONS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


@contextmanager
def reading(ports, most=0):
    """Let processes read while the block runs; what they saw is in the list that it yields, afterwards."""
    seen = []
    with crew.context.Manager() as manager, crew.context.Pool(READERS) as pool:
        stop = manager.Event()
        answers = [
            pool.apply_async(read, (ports, stop, most // READERS)) for _one in range(READERS)
        ]
        time.sleep(2)  # until they are at work
        yield seen
        stop.set()
        for answer in answers:
            seen += answer.get(crew.LONGEST)


class Writer:
    """Renames the post; ``times`` are when each number was committed, from 0."""

    def __init__(self):
        from tests import factories

        self.post = factories.post(slug=SLUG, title="Version 0")
        self.times = [time.monotonic()]

    def rename(self):
        """Give the post the next number."""
        self.post.title = f"Version {len(self.times)}"
        self.post.save()
        self.times.append(time.monotonic())

    def visible(self, ports):
        """Return after how many seconds every server shows the last number, at most after ten."""
        while time.monotonic() < self.times[-1] + 10:
            answers = [Line(port).ask(PATH) for port in ports for _worker in range(2 * WORKERS)]
            if all(number_in(body) == len(self.times) - 1 for _status, _head, body in answers):
                break
        return time.monotonic() - self.times[-1]


def changes(report, ports, writer):
    """Rename the post and publish others while many read."""
    with reading(ports, REQUESTS) as seen:
        schedules = threading.Thread(target=schedule, args=[report, ports])
        schedules.start()
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            writer.rename()
            time.sleep(0.7)
        schedules.join()
    wrong = [answer for answer in seen if answer[1] != 200]
    late, lags = [], []
    for begun, _status, number in seen:
        current = bisect_right(writer.times, begun) - 1
        if isinstance(number, int) and number < current:
            lags.append(begun - writer.times[number + 1])
            if lags[-1] > LATEST:
                late.append(f"number {number} {lags[-1]:.2f} s after it was replaced")
    report.saw("requests; changes", f"{len(seen)}; {len(writer.times) - 1}")
    report.saw("the latest that an old page was seen", f"{max(lags, default=0):.2f} s")
    report.promise("every request is answered with 200", wrong)
    report.promise(f"no page is older than {LATEST:.0f} s, in {REQUESTS:,} requests", late)


def schedule(report, ports):
    """Publish posts at instants; each must appear there within a second, and not before."""
    from django.utils import timezone

    from tests import factories

    wrong, lags = [], []
    for number in range(4):
        at = timezone.now() + timedelta(seconds=2.3)
        factories.post(slug=f"at-{number}", published_at=at)
        missing = set(ports)
        while missing and timezone.now() < at + timedelta(seconds=5):
            for port in list(missing):
                before = timezone.now()
                if Line(port).ask(f"/en/blog/at-{number}/")[0] == 200:
                    missing.discard(port)
                    lags.append((before - at).total_seconds())
            time.sleep(0.02)
        wrong += [f"post {number} never appeared on port {port}" for port in missing]
    wrong += [f"{lag:.2f} s after its instant" for lag in lags if not -0.2 < lag <= LATEST]
    report.saw("from an instant until a post is there", f"at most {max(lags):.2f} s")
    report.promise("what is scheduled appears at its second", wrong)


def crowd(report, ports, writer):
    """Let many ask at once for a page that was just changed."""
    most, wrong = 0, []
    for pause in (0, 0.05, 0.1, 0.15, 0.2, 0.25):
        lines = [Line(ports[place % len(ports)]) for place in range(CROWD)]
        writer.rename()
        time.sleep(pause)
        for line in lines:
            line.send(PATH)
        answers = [line.receive() for line in lines]
        made = sum(b"; stored" in head for _status, head, _body in answers)
        most = max(most, made)
        wrong += [status for status, _head, _body in answers if status != 200]
        if made > SERVERS * WORKERS:
            wrong.append(f"{made} renderings {pause} s after the change")
    report.saw(f"renderings that {CROWD} visitors at once waited for", f"at most {most}")
    report.promise("each worker makes a changed page at most once, and nobody gets an error", wrong)


@contextmanager
def away():
    """Stop PostgreSQL while the block runs, and start it again."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        (folder,) = cursor.fetchone()
    connection.close()
    options = shlex.split((Path(folder) / "postmaster.opts").read_text())
    owner = Path(folder).stat()
    account = {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": []}
    as_user = account if os.geteuid() == 0 else {}
    control = [f"{postgres.programs()}/pg_ctl", "-D", folder, "-w"]

    def call(*more):
        subprocess.run([*control, *more], check=True, stdout=subprocess.DEVNULL, cwd="/", **as_user)

    call("stop", "-m", "fast")
    try:
        yield
    finally:
        # Without the program and the folder, which are given above.
        call("start", "-l", f"{folder}.log", "-o", shlex.join(options[3:]))


def outage(report, ports, writer):
    """Stop the database for some seconds under load."""
    with reading(ports) as seen:
        with away():
            time.sleep(3)
            status, _head, body = Line(ports[0]).ask(
                "/admin/", "Cookie: session=somebodyssession\r\n"
            )
            time.sleep(1)
        writer.rename()
        lag = writer.visible(ports)
    report.saw("requests while the database stopped and came back", len(seen))
    report.saw("from the first change after it until it is seen", f"{lag:.2f} s")
    wrong = [answer for answer in seen if answer[1] != 200]
    report.promise("stored pages go on without the database", wrong)
    said = status == 503 and "не може да се запише".encode() in body
    report.promise("the admin says that nothing can be saved", [] if said else [status])
    report.promise("afterwards all is as before, without a restart", [lag] if lag > 10 else [])


def main():
    """Run it on a PostgreSQL of its own; return the exit code."""
    with ExitStack() as stack:
        url = stack.enter_context(postgres.server())
        if url is None:
            print("Left out, because this machine lacks it: PostgreSQL")
            return 0
        site_of_bench.start(url)
        writer, ports = Writer(), []
        for _server in range(SERVERS):
            port = processes.free_port()
            command = run_site.server(processes.HOST, str(port))
            stack.enter_context(processes.running(command, dict(os.environ), port, PATH))
            ports.append(port)
        report = Report("The page store: two servers with two workers each, one PostgreSQL")
        changes(report, ports, writer)
        crowd(report, ports, writer)
        outage(report, ports, writer)
        print(report, flush=True)
        return 0 if report.kept else 1


if __name__ == "__main__":
    sys.exit(main())
