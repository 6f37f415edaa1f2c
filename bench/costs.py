"""``make bench``: what a page costs: its CPU with the demo content, and its time as posts become more.

CPU is a multiple of ``/health/live`` in the same process, for an uncached page. Time is the median of
several requests of a page, cached only per site version, next to that of the same kind of page at
200 posts.
"""

import os
import re
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field

import content
import site_of_bench

BUDGETS = {"home": 50, "project": 50, "list": 45, "post": 45, "feed": 35, "404": 12}
SIZES, MOST = (200, 10_000, 100_000), 1.3
REQUESTS, ROUNDS, CALLS = 25, 15, 8


def cpu(ask, calls):
    """Return the CPU of a call in seconds, as the mean of many."""
    begin = time.process_time()
    for _call in range(calls):
        ask()
    return (time.process_time() - begin) / calls


def multiple(ask, base):
    """Return ``(seconds, multiple)``: the CPU of a call, alone and as a multiple of another's.

    They take turns, because others at work change the speed of the machine from second to second; the
    middle of the rounds counts.
    """
    rounds = [(cpu(base, 10 * CALLS), cpu(ask, CALLS)) for _round in range(ROUNDS)]
    return tuple(
        statistics.median(values)
        for values in ((b for _a, b in rounds), (b / a for a, b in rounds))
    )


def multiples(client):
    """Print the cost of each uncached page; return whether all keep their budget."""
    from blog.models import Post
    from delivery import memo

    post = Post.objects.published().in_language("en").first().get_absolute_url()
    paths = {
        "home": "/en/",
        "project": "/en/projects/investech/",
        "list": "/en/blog/",
        "post": post,
        "feed": "/en/feed.rss",
        "404": "/en/nowhere/at-all/",
    }

    def live():
        client.get("/health/live")

    live()
    print(f"CPU, demo content; /health/live: {cpu(live, 10 * CALLS) * 1000:.2f} ms")
    kept = True
    for name, path in paths.items():

        def ask(path=path):
            memo.forget()
            client.get(path)

        ask()
        seconds, times = multiple(ask, live)
        kept &= times <= BUDGETS[name]
        print(f"  {name:8} {seconds * 1000:6.1f} ms  {times:5.0f} x  (at most {BUDGETS[name]})")
    return kept


@dataclass
class Time:
    """The times of one kind of page, in milliseconds, by number of posts."""

    middle: dict = field(default_factory=dict)
    first: dict = field(default_factory=dict)


def addresses(client):
    """Return ``{kind of page: path}`` of the current content."""
    from blog.models import Post

    posts = Post.objects.published().of_kind("publication").in_language("en")
    listed = client.get("/en/blog/").content.decode()
    last = min(50, posts.count() // 20)
    parts = re.findall(
        r"<loc>[^<]*?(/sitemap-[^<]*)</loc>", client.get("/sitemap.xml").content.decode()
    )
    assert "/en/blog/2024/" in listed
    return {
        "home": "/en/",
        "list, first page": "/en/blog/",
        "list, last full page": f"/en/blog/page/{last}/",
        "list of a year": "/en/blog/2024/",
        "list of a topic": f"/en/blog/topic/{content.TOPIC}/",
        "list of a series": f"/en/blog/series/{content.SERIES}/",
        "post": posts.filter(slug__startswith=content.SLUG)[7].get_absolute_url(),
        "project": f"/en/projects/{content.PROJECT}/",
        "partner": f"/en/partners/{content.PARTNER}/",
        "sitemap": "/sitemap.xml",
        **{f"sitemap: {re.sub('[^a-z]', '', part[9:-4])}": part for part in parts},
        "feed of the site": "/en/feed.rss",
        "feed of a list": "/en/blog/feed.atom",
        "feed of a topic": f"/en/blog/topic/{content.TOPIC}/feed.json",
        "feed of a project": f"/en/projects/{content.PROJECT}/feed.rss",
        "feed of a partner": f"/en/partners/{content.PARTNER}/feed.rss",
        "archive of a feed": "/en/feed-2024.rss",
    }


def measure(client, times, size):
    """Request every page in turn, many times, and record how long it took."""
    from delivery import memo

    paths, taken = addresses(client), {}
    for number in range(REQUESTS):
        for name, path in paths.items():
            if number < 3:
                memo.forget()
            begin = time.perf_counter()
            status = client.get(path).status_code
            taken.setdefault(name, []).append((time.perf_counter() - begin) * 1000)
            assert status == 200, (name, path, status)
    for name, each in taken.items():
        row = times.setdefault(name, Time())
        row.first[size], row.middle[size] = min(each[:3]), statistics.median(each[3:])


def growth(client):
    """Fill, measure and print; return whether no page grew beyond the budget."""
    times = {}
    for size in SIZES:
        begin = time.perf_counter()
        content.fill(size)
        print(f"{size:,} posts, after {time.perf_counter() - begin:.0f} s", flush=True)
        measure(client, times, size)
    few, *more = SIZES
    print(
        f"{'':24}{few:>8,}" + "".join(f"{size:>20,}" for size in more) + "   first after a change"
    )
    for name, row in sorted(times.items(), key=lambda item: -item[1].middle[SIZES[-1]]):
        shown = [f"{row.middle[few]:5.1f} ms"]
        shown += [f"{row.middle[n]:9.1f} ms {row.middle[n] / row.middle[few]:6.2f}" for n in more]
        print(f"{name:24}{''.join(shown)}{row.first[SIZES[-1]]:16.1f} ms")
    return all(row.middle[SIZES[-1]] <= MOST * row.middle[few] for row in times.values())


def on_postgresql():
    """Run ``growth`` on PostgreSQL in a process of its own; return whether all budgets are kept."""
    sys.path.insert(0, str(site_of_bench.ROOT / "bin"))
    import postgres

    with postgres.server() as url:
        if url is None:
            print("Left out, because this machine lacks it: PostgreSQL")
            return True
        env = {**os.environ, "DATABASE_URL": url}
        command = [sys.executable, __file__, "growth"]
        return subprocess.run(command, env=env, check=False).returncode == 0


def main():
    """Measure CPU on SQLite, and growth on PostgreSQL; return the exit code."""
    site_of_bench.start(os.environ.get("DATABASE_URL", ""))
    if sys.argv[1:] == ["growth"]:
        return 0 if growth(site_of_bench.client()) else 1
    kept = [multiples(site_of_bench.client()), on_postgresql()]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
