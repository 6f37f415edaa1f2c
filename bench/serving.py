"""``make bench``: how fast the real server serves, beside nginx and beside a minimal Django project.

- ``nginx`` serves the same pages as files;
- ``proxied`` is nginx as we ship it (``deploy/nginx.conf``) in front of ``stored``;
- ``stored`` is the server of ``make run``; ``rendered`` is the same without its page store;
- ``minimal`` is a new Django project that prints the same list, article and feed.

Start-up and memory are measured with one server alone; then ``wrk`` asks all of them in turn, page by
page and round by round. Writes ``docs/performance.md``, its figures, and ``var/bench/serving.json``.
"""

import argparse
import gzip
import json
import os
import signal
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from urllib.parse import quote

import servers
import serving_report as report
import site_of_bench
from processes import HOST, cpu, cpu_of_each, free_port, get, memory, running, settle
from servers import PAGES

# No round begins that would end more than LONGEST seconds after the start.
ROUNDS, SECONDS, LONGEST = 5, 2, 230
BEGIN = time.monotonic()
CONNECTIONS, STARTS, WARM = 32, 3, 20
SCRIPT = Path(__file__).with_name("wrk.lua")
HEADERS = ["-H", "Host: localhost", "-H", "Accept-Encoding: gzip"]
# How many of a page's bytes the minimal project may lack or add.
ALIKE = 0.05
# A search in Bulgarian. A worker that has used so many seconds since the first one has answered one.
SEARCH, SEARCHED, MOST_SEARCHES, WORKERS = f"/bg/tarsene/?q={quote('умения')}", 0.1, 200, 2


def lacking():
    """Return what this machine lacks of what is needed here."""
    there = {
        "wrk": servers.WRK,
        "/proc (Linux)": Path("/proc/self/smaps_rollup").exists(),
        "nginx": servers.NGINX,
    }
    return [name for name, found in there.items() if not found]


def start(recipe):
    """Return a free port, and the context manager that runs a server on it."""
    port = free_port()
    command, env = recipe(port)
    return port, running(command, env, port, PAGES["list"])


def snapshot():
    """Return the body of each page, as our server sends it."""
    port, server = start(servers.ours)
    with server:
        return {name: body(port, path) for name, path in PAGES.items()}


def body(port, path):
    """Return the body of a page, which must come compressed and with a 200."""
    status, headers, content = get(port, path)
    assert status == 200, (path, status)
    assert headers["Content-Encoding"] == "gzip", path
    return gzip.decompress(content)


def alone(recipe, pages, searches):
    """Return start-up in seconds (the median) and memory in MiB of a server, no other one running."""
    taken, measured = [], {}
    for _start in range(STARTS):
        port, server = start(recipe)
        begin = time.perf_counter()
        with server as process:
            taken.append(time.perf_counter() - begin)
            if len(taken) == STARTS:
                warm(port, pages)
                measured["memory"] = memory(process)
                if searches:
                    search(port, process)
                    measured["memory after a search"] = memory(process)
    return {"start-up": statistics.median(taken), **measured}


def warm(port, pages):
    """Ask for each page often enough that every worker has made it."""
    for _time in range(WARM):
        for name in pages:
            get(port, PAGES[name])


def search(port, process):
    """Search until every worker has done so; the first time it loads its dictionary."""
    before = cpu_of_each(process)
    for _time in range(MOST_SEARCHES):
        get(port, SEARCH)
        used = sorted(now - before[pid] for pid, now in cpu_of_each(process).items())
        if used[-WORKERS] > SEARCHED:
            return
    sys.exit("A worker of our server has answered no search.")


def same(name, port, pages, kept):
    """Stop unless a server sends what our own sends; the minimal project may differ a little."""
    for page in pages:
        found = body(port, PAGES[page])
        far = abs(len(found) - len(kept[page])) / len(kept[page])
        if far > ALIKE or (name != "minimal" and found != kept[page]):
            sys.exit(f"{name} sends another {page}: {len(found)} bytes, not {len(kept[page])}.")


def load(port, path, processes, seconds):
    """Return what ``wrk`` and the system say of a server that is asked for one page."""
    command = [servers.WRK, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "10s"]
    command += ["-s", str(SCRIPT), *HEADERS, f"http://{HOST}:{port}{path}"]
    before = cpu(processes)
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60 + seconds)
    used = cpu(processes) - before
    settle(processes)
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["requests"], (path, "nothing came back", done.stdout)
    return {
        "requests": told["requests"] / told["seconds"],
        "p50": told["p50"],
        "p99": told["p99"],
        "cpu": used * 1000 / told["requests"],
        "bytes": told["bytes"] / told["requests"],
        "errors": told["errors"],
    }


def rounds(asked, number, seconds):
    """Return ``{page: {server: {measure: [one value a round]}}}``; servers take turns."""
    found = {page: {} for page in PAGES}
    taken = 0
    for _round in range(number):
        if time.monotonic() + taken > BEGIN + LONGEST:
            break
        round_begin = time.monotonic()
        for page, path in PAGES.items():
            for name, (port, processes, pages) in asked.items():
                if page in pages:
                    values = found[page].setdefault(name, {})
                    for measure, value in load(port, path, processes, seconds).items():
                        values.setdefault(measure, []).append(value)
        taken = time.monotonic() - round_begin
    return found


def compare(recipes, kept, options, folder):
    """Start all servers, check that they send the same pages, and let ``wrk`` ask them in turn."""
    asked = {}
    with ExitStack() as stack:

        def begin(name, recipe, pages, *behind):
            port, server = start(recipe)
            asked[name] = (port, [stack.enter_context(server), *behind], pages)
            warm(port, pages)
            same(name, port, pages, kept)

        for name, (recipe, pages) in recipes.items():
            begin(name, recipe, pages)
        if "nginx" in asked:
            port, processes, pages = asked["stored"]
            recipe = partial(servers.proxied, folder=folder, upstream=port)
            begin("proxied", recipe, pages, *processes)
        return rounds(asked, options.rounds, options.seconds)


def recipes_of(folder, kept):
    """Return ``{server: (recipe, pages)}`` of what can be measured here."""
    recipes = {
        "nginx": (partial(servers.nginx, folder=folder, snapshot=kept), PAGES),
        "stored": (servers.ours, PAGES),
        "rendered": (servers.rendered, PAGES),
        "minimal": (partial(servers.minimal, folder=folder, snapshot=kept), servers.ROWS),
    }
    if servers.NGINX is None:
        del recipes["nginx"]
    return recipes


def how(found, options, busy):
    """Return when, on what and how it was measured."""
    names = {name for asked in found.values() for name in asked}
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": report.machine(),
        "busy": busy,
        "rounds": max(len(values["cpu"]) for values in found["list"].values()),
        "seconds": options.seconds,
        "connections": CONNECTIONS,
        "starts": STARTS,
        "warm": WARM,
        "left_out": [name for name in ("nginx", "proxied") if name not in names],
    }


def measure(options):
    """Measure, print and write everything; return whether all targets are kept."""
    busy = round(os.getloadavg()[0], 1)
    folder = site_of_bench.start()
    # From here on servers run, which end with this process.
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(143))
    kept = snapshot()
    recipes = recipes_of(folder, kept)
    single = {
        name: alone(recipe, pages, searches=name in {"stored", "rendered"})
        for name, (recipe, pages) in recipes.items()
    }
    found = compare(recipes, kept, options, folder)
    judged = report.judge(found, single)
    tables = report.of_pages(found), report.of_alone(single), report.of_targets(judged)
    print("", *tables, sep="\n\n", flush=True)
    if not options.no_write:
        report.write(found, single, judged, how(found, options, busy))
    return all(is_kept for *_words, is_kept in judged)


def main():
    """Measure; return 1 if a target is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--seconds", type=int, default=SECONDS)
    parser.add_argument("--no-write", action="store_true", help="only print, for a short trial")
    options = parser.parse_args()
    missing = lacking()
    if missing:
        print(f"Left out, because this machine lacks it: {', '.join(missing)}")
    if missing not in ([], ["nginx"]):
        return 0
    return 0 if measure(options) else 1


if __name__ == "__main__":
    sys.exit(main())
