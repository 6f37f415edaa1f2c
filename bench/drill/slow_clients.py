"""Slow clients: 200 that send or read some bytes a second through nginx; nobody else notices.

For comparison the same ones afterwards without nginx, where they hold the threads of the server.
"""

import math
import os
import random
import socket
import sys
import threading
import time
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import crew
from report import Report

sys.path[:0] = [str(crew.ROOT / "bench"), str(crew.ROOT / "bin")]
import processes  # noqa: E402
import servers  # noqa: E402
import site_of_bench  # noqa: E402
from page_store import Line  # noqa: E402

SENDING_HEADERS, SENDING_BODIES, READING = 80, 60, 60
VISITORS, SECONDS, PAUSE = 4, 8, 0.005
PATHS, GZIP = tuple(servers.PAGES.values()), "Accept-Encoding: gzip\r\n"
# In seconds: when a visitor gives up; what nobody notices; how many times slower a page may come.
LONGEST, UNNOTICED, MOST = 3, 0.05, 5


class Slow:
    """A client that has begun a request, and takes its time with the rest."""

    def __init__(self, port, begin, rest="", reads=0):
        self.socket = socket.socket()
        # A small window: what it does not read stays with the server.
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.socket.connect((processes.HOST, port))
        self.socket.sendall(begin.encode())
        self.socket.setblocking(False)
        self.rest, self.reads, self.is_there = iter(rest.encode()), reads, True

    def go_on(self):
        """Send one byte, or read some; note if the server has had enough."""
        try:
            if self.reads:
                self.is_there = bool(self.socket.recv(self.reads))
            else:
                self.socket.send(bytes([next(self.rest)]))
        except BlockingIOError:
            pass
        except OSError:
            self.is_there = False


def slow_ones(port, large):
    """Return 200 slow clients of every kind; ``large`` is the path of a large file."""
    head = "Host: localhost\r\n"
    # With the cookie the server reads the form, to find the token that goes with it.
    form = (
        f"Cookie: csrf={'x' * 32}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        "Content-Length: 1000\r\n\r\n"
    )
    kinds = [
        (SENDING_HEADERS, (f"GET /en/ HTTP/1.1\r\n{head}X-Slow: ", "x" * 1000)),
        (SENDING_BODIES, (f"POST /accounts/login/ HTTP/1.1\r\n{head}{form}", "x" * 1000)),
        (READING, (f"GET {large} HTTP/1.1\r\n{head}\r\n", "", 256)),
    ]
    return [Slow(port, *begun) for number, begun in kinds for _one in range(number)]


@contextmanager
def among(port, large):
    """Let the slow ones go on while the block runs; yield them."""
    clients, stop = slow_ones(port, large), threading.Event()

    def go_on():
        while not stop.wait(1):
            for client in clients:
                if client.is_there:
                    client.go_on()

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield clients
    finally:
        stop.set()
        thread.join()
        for client in clients:
            client.socket.close()


def visit(port):
    """Ask for pages, each over a new connection; return ``(seconds, status)`` of each request."""
    seen, end = [], time.monotonic() + SECONDS

    def follow():
        while time.monotonic() < end:
            # Every other one nginx has not seen before, so that the server is asked.
            asked = random.choice(PATHS) + random.choice(["", f"?{random.random()}"])  # noqa: S311
            begun, status = time.monotonic(), 0
            with suppress(OSError):
                line = Line(port)
                line.socket.settimeout(LONGEST)
                status, _head, _body = line.ask(asked, GZIP)
                line.socket.close()
            seen.append((time.monotonic() - begun, status))
            time.sleep(PAUSE)

    threads = [threading.Thread(target=follow) for _one in range(VISITORS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


def visited(port):
    """Let visitors ask from a process of their own; return the 99th percentile and the errors."""
    with crew.context.Pool(1) as pool:
        seen = pool.apply_async(visit, [port]).get(crew.LONGEST)
    times = sorted(seconds for seconds, _status in seen)
    wrong = [f"{status} after {seconds:.2f} s" for seconds, status in seen if status != 200]
    return times[math.ceil(len(times) * 0.99) - 1], wrong, len(seen)


def drill(report, port, upstream, large):
    """Ask with and without slow ones; say what visitors notice."""
    alone, wrong, number = visited(port)
    report.saw("alone: requests; 99th percentile", f"{number}; {alone * 1000:.1f} ms")
    with among(port, large) as clients:
        time.sleep(1)
        beside, more, number = visited(port)
        there = sum(client.is_there for client in clients)
    report.saw(f"beside {there} slow clients", f"{number}; {beside * 1000:.1f} ms")
    report.promise("nobody else gets an error", wrong + more)
    slower = beside > max(MOST * alone, UNNOTICED)
    report.promise(f"pages come at most {MOST} times slower", [beside] if slower else [])
    report.promise("the slow ones are still there", [there] if there < len(clients) else [])
    with among(upstream, large):
        time.sleep(1)
        without, wrong, number = visited(upstream)
    report.saw(
        "the same without nginx: requests; errors; 99th percentile",
        f"{number}; {len(wrong)}; {without * 1000:.0f} ms",
    )


def main():
    """Run it; return the exit code."""
    if servers.NGINX is None:
        print("Left out, because this machine lacks it: nginx")
        return 0
    folder = site_of_bench.start()
    static = Path(os.environ["BENCH_STATIC_ROOT"])
    largest = max(static.rglob("*.js"), key=lambda file: file.stat().st_size)
    upstream, port = processes.free_port(), processes.free_port()
    with ExitStack() as stack, suppress(KeyboardInterrupt):
        for command, env in (servers.ours(upstream), servers.proxied(port, folder, upstream)):
            at = port if command[0] == servers.NGINX else upstream
            stack.enter_context(processes.running(command, env, at, "/en/"))
        report = Report("Slow clients: 80 send headers, 60 a body, 60 read, a few bytes a second")
        drill(report, port, upstream, f"/static/{largest.relative_to(static)}")
        print(report, flush=True)
        return 0 if report.kept else 1


if __name__ == "__main__":
    sys.exit(main())
