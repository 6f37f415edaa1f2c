"""The processes of one server: started, measured and ended together. Linux only: it reads ``/proc``.

A server gets a session of its own, so that its processes are those of that session.
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import site_of_bench

sys.path.insert(0, str(site_of_bench.ROOT / "bin"))
import run_site

HOST, PATIENCE = "127.0.0.1", 30
TICK = 1 / os.sysconf("SC_CLK_TCK")


def free_port():
    """Return a port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def get(port, path):
    """Return the status, the headers and the body of a page, asked for over a new connection."""
    connection = http.client.HTTPConnection(HOST, port, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers={"Host": "localhost", "Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


@contextmanager
def running(command, env, port, path):
    """Run a server until the block ends, which begins when it answers ``path`` with 200."""
    process = subprocess.Popen(
        command, cwd=site_of_bench.ROOT, env=env, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        _await(process, port, path)
        yield process
    finally:
        with _undisturbed():
            run_site.end([process])


@contextmanager
def _undisturbed():
    """Let no second signal keep a server running."""
    signals = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, signal.SIG_IGN) for number in signals]
    try:
        yield
    finally:
        for number, handler in zip(signals, before, strict=True):
            signal.signal(number, handler)


def _await(process, port, path):
    begin = time.monotonic()
    while process.poll() is None and time.monotonic() < begin + PATIENCE:
        try:
            if get(port, path)[0] == http.HTTPStatus.OK:
                return
        except OSError:
            time.sleep(0.002)
    sys.exit(f"{' '.join(process.args[:4])} … did not answer {path}; see the lines above.")


def cpu_of_each(process):
    """Return ``{process: seconds}``: the processor time so far of each process of a server."""
    found = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            values = file.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(values[3]) == process.pid:
            found[int(file.parent.name)] = (int(values[11]) + int(values[12])) * TICK
    return found


def cpu(processes):
    """Return the processor time so far of servers, in seconds."""
    return sum(sum(cpu_of_each(process).values()) for process in processes)


def settle(processes):
    """Wait until servers have nothing left to do, at most for two seconds."""
    before = cpu(processes)
    for _try in range(20):
        time.sleep(0.1)
        now = cpu(processes)
        if now - before <= TICK:
            return
        before = now


def memory(process):
    """Return the memory of a server in MiB, shared pages divided among those who share them (PSS)."""
    lines = [
        line
        for pid in cpu_of_each(process)
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    ]
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
