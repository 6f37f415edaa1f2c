"""What ``bench/serving.py`` found, held against the targets; tables, JSON, ``docs/performance.md``."""

import json
import os
import platform
import statistics
import subprocess
from importlib.metadata import version
from pathlib import Path

import site_of_bench
from bars import bars
from servers import NGINX, WRK

DOCS, VAR = site_of_bench.ROOT / "docs", site_of_bench.ROOT / "var" / "bench"
# Server, measure, other server, and what their ratio may be.
TARGETS = [
    ("stored", "requests", "nginx", "at least", 0.55),
    ("stored", "cpu", "nginx", "at most", 2.5),
    ("proxied", "requests", "nginx", "at least", 0.65),
    ("proxied", "cpu", "nginx", "at most", 1.8),
    ("rendered", "cpu", "minimal", "at most", 2.5),
]
# The same of ``stored`` alone: measure, unit, most.
ALONE = [("start-up", "s", 0.9), ("memory", "MiB", 160), ("memory after a search", "MiB", 220)]
WORDS = {"requests": "requests per second", "cpu": "CPU per request"}
# File, heading, measure, and the servers that it compares.
FIGURES = [
    ("serving-requests", "Requests per second", "requests", ("nginx", "proxied", "stored")),
    ("serving-cpu", "CPU per request, in ms", "cpu", ("nginx", "proxied", "stored")),
    (
        "serving-cpu-rendered",
        "CPU per request without the store, in ms",
        "cpu",
        ("minimal", "rendered"),
    ),
]
DOCUMENT = """# How fast the site serves

`make bench` wrote this page (`bench/serving.py`). Measured on {date}: {machine}.
Before it began, other work on this machine kept {busy} processes busy; it worsens times and moves ratios.

## How

Real servers on one machine, all with the demo content:

- `nginx`: two workers, the same pages as files, compressed beforehand;
- `proxied`: nginx with `deploy/nginx.conf` in front of `stored`;
- `stored`: the server that `make run` starts, as it is;
- `rendered`: the same without its page store (`PAGE_STORE_MB=0`): Django makes every page anew;
- `minimal`: a new Django project (`bench/minimal/`) on the same server and database: the middleware of
  `startproject` and compression, at most three plain queries, and one template that prints the same page.

Before anything is measured, all must send the same page, byte for byte; that of `minimal` may differ in
length by a twentieth. Then `wrk` asks for one page with {connections} connections and `Accept-Encoding: gzip`
for {seconds} s, of each server in turn, in {rounds} rounds. A figure is the median of the rounds, a ratio the
median of the rounds' ratios. CPU is that of all processes of a server, divided by the requests that `wrk`
counted; `wrk` itself uses the same cores, and requests under way when it stops are not counted, though they
have cost some CPU. Start-up, from the start of the process to the first page, is the
median of {starts}; memory is the PSS of all processes. Both are measured with no other server running, and
memory after {warm} requests of each page. The task worker is not included.

{left_out}## Targets

{targets}

## Pages

{pages}

{figures}

## Start-up and memory

{alone}
"""


def middles(found):
    """Return the same with the median of the rounds instead of all of them."""
    return {
        page: {
            name: {measure: statistics.median(each) for measure, each in values.items()}
            for name, values in asked.items()
        }
        for page, asked in found.items()
    }


def ratio(asked, server, measure, other):
    """Return the median of the rounds' ratios of two servers, or None if one was not asked."""
    if not {server, other} <= asked.keys():
        return None
    pairs = zip(asked[server][measure], asked[other][measure], strict=True)
    return statistics.median(one / two for one, two in pairs)


def judge(found, alone):
    """Return ``(what, target, measured, whether it is kept)`` of each target that was measured."""
    judged = []
    for server, measure, other, limit, value in TARGETS:
        ratios = {page: ratio(asked, server, measure, other) for page, asked in found.items()}
        ratios = {page: times for page, times in ratios.items() if times is not None}
        if ratios:
            worst = min(ratios.values()) if limit == "at least" else -max(ratios.values())
            kept = worst >= (value if limit == "at least" else -value)
            measured = ", ".join(f"{page} {written(times)}" for page, times in ratios.items())
            what = f"{server}: {WORDS[measure]}, as a multiple of {other}'s"
            judged.append((what, f"{limit} {value}", measured, kept))
    for measure, unit, most in ALONE:
        value = alone["stored"][measure]
        judged.append(
            (f"stored: {measure}", f"at most {most} {unit}", written(value), value <= most)
        )
    errors = sum(sum(values["errors"]) for asked in found.values() for values in asked.values())
    judged.append(
        ("all: answers other than 200, broken connections", "0", str(errors), errors == 0)
    )
    return judged


def written(value):
    """Return a number in few digits, as people read it."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def table(head, rows):
    """Return a table in Markdown with columns of equal width."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join("| " + " | ".join(map(str.ljust, line, widths)) + " |" for line in lines)


def of_targets(judged):
    """Return the table of the targets."""
    rows = [
        (what, target, seen, "yes" if kept else "**no**") for what, target, seen, kept in judged
    ]
    return table(("what", "target", "measured", "kept"), rows)


def of_pages(found):
    """Return the table of the pages: every server's medians and ratios."""
    head = ["page", "server", "requests/s", "of nginx's", "p50, ms", "p99, ms", "CPU, ms"]
    head += ["of nginx's", "of minimal's", "bytes"]
    rows = []
    for page, asked in middles(found).items():
        for name, values in asked.items():
            ratios = [
                ratio(found[page], name, measure, other)
                for measure, other in (("requests", "nginx"), ("cpu", "nginx"), ("cpu", "minimal"))
            ]
            cells = (values["requests"], ratios[0], values["p50"], values["p99"], values["cpu"])
            cells += (*ratios[1:], values["bytes"])
            rows.append((page, name, *map(written, cells)))
    return table(head, rows)


def of_alone(alone):
    """Return the table of start-up and memory."""
    measures = [measure for measure, _unit, _most in ALONE]
    rows = [
        (name, *(written(values.get(measure)) for measure in measures))
        for name, values in alone.items()
    ]
    return table(("server", *(f"{measure}, {unit}" for measure, unit, _most in ALONE)), rows)


def figures(found):
    """Return ``{file: (heading, drawing)}``."""
    drawn = {}
    for file, heading, measure, compared in FIGURES:
        groups = {
            page: {
                name: (values[measure], written(values[measure]))
                for name, values in asked.items()
                if name in compared
            }
            for page, asked in middles(found).items()
            if set(compared) & asked.keys() - {"rendered"}
        }
        drawn[file] = (heading, bars(heading, groups))
    return drawn


def machine():
    """Return the machine and the versions in words."""
    cpus = Path("/proc/cpuinfo").read_text().splitlines()
    model = next((line.partition(": ")[2] for line in cpus if line.startswith("model name")), "CPU")
    programs = [(NGINX or "true", "-v"), (WRK, "-v")]
    nginx, wrk = (
        subprocess.run(command, capture_output=True, text=True, check=False) for command in programs
    )
    return ", ".join(
        (
            f"{os.cpu_count()} cores ({model})",
            platform.freedesktop_os_release()["PRETTY_NAME"],
            f"Python {platform.python_version()}",
            *(f"{name} {version(name)}" for name in ("Django", "granian")),
            nginx.stderr.strip().removeprefix("nginx version: ").replace("/", " "),
            " ".join(wrk.stdout.split()[:2]),
        )
    )


def write(found, alone, judged, how):
    """Write the results as JSON, the document and its figures."""
    VAR.mkdir(parents=True, exist_ok=True)
    result = {**how, "pages": found, "medians": middles(found), "alone": alone, "targets": judged}
    (VAR / "serving.json").write_text(json.dumps(result, indent=1) + "\n")
    drawn = figures(found)
    for file, (_heading, drawing) in drawn.items():
        (DOCS / "images" / f"{file}.svg").write_text(drawing)
    shown = "\n".join(
        f"![{heading}](images/{file}.svg)\n" for file, (heading, _svg) in drawn.items()
    )
    tables = {"targets": of_targets(judged), "pages": of_pages(found), "alone": of_alone(alone)}
    left_out = f"Left out: {', '.join(how['left_out'])}.\n\n" if how["left_out"] else ""
    text = DOCUMENT.format(**how | tables | {"figures": shown.strip(), "left_out": left_out})
    (DOCS / "performance.md").write_text(text)
