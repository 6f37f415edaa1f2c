"""Many writers raise the site version while instants pass and readers read it.

Each writer has its own posts, so they compete only for the version row. A third of the
transactions is rolled back at the end.
"""

import random
import threading
import time
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from statistics import median

import crew
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from report import Report
from tables import Audit

from addresses.models import Address
from blog.models import Post, Story
from delivery import instants, version
from delivery.models import SiteVersion
from publishing import instants as published
from search.models import Entry

PROCESSES, THREADS, READING = 4, 13, 2
SECONDS = 25
# Until the last instant has passed.
AFTER = 5
# In the title and slug of what is rolled back.
MARK = "rolledback"


class RolledBack(Exception):  # noqa: N818 - it is no error
    """Ends a transaction that must leave no trace."""


@dataclass
class Instant:
    """When something appears or ends by itself, and the period in which that is certain."""

    at: object
    known_from: object
    known_until: object = None

    def counts(self):
        """Return whether it was known before it came, and not cancelled before."""
        return self.known_from < self.at and (
            self.known_until is None or self.known_until > self.at
        )


def true_next(now):
    """Return the first instant after ``now`` according to the rows."""
    return min(filter(None, (instants.midnight(now), published.upcoming(now))))


class Writer:
    """One of the writers: its posts, and what it saw."""

    def __init__(self, number):
        self.number, self.chance = number, random.Random(number)  # noqa: S311 - the same each time
        self.made = 0
        # The instants of each of its posts, by key.
        self.posts = {}
        self.instants = []
        self.tokens, self.lost_tokens = [], []
        self.committed = self.rolled_back = self.gave_up = 0

    def work(self, until):
        """Write, with pauses, until a given time."""
        while time.time() < until:
            try:
                self.transaction(rolls_back=self.chance.random() < 1 / 3)
            except OperationalError:
                # SQLite lets writers queue for 20 seconds, and not in order.
                self.gave_up += 1
            time.sleep(self.chance.uniform(0.5, 3))

    def transaction(self, *, rolls_back):
        """Make one or two changes in a transaction; keep what is committed."""
        begun, tokens, done = timezone.now(), [], []
        try:
            with transaction.atomic():
                for _time in range(self.chance.choice((1, 1, 2))):
                    done.append(self.act([key for key, _times in done], rolls_back=rolls_back))
                    tokens.append(SiteVersion.objects.get().token)
                if rolls_back:
                    raise RolledBack
                self.audit()
        except RolledBack:
            self.rolled_back += 1
            self.lost_tokens += tokens
            return
        self.committed += 1
        self.tokens += tokens
        ended = timezone.now()
        for key, times in done:
            for instant in self.posts.pop(key, ()):
                instant.known_until = begun
            if times is not None:
                self.posts[key] = [Instant(at, known_from=ended) for at in times]
                self.instants += self.posts[key]

    def act(self, done, *, rolls_back):
        """Publish, schedule, withdraw or delete; return the post's key and its instants.

        None instead of the instants if it ended. Posts already ``done`` in this transaction are
        left alone.
        """
        what = self.chance.choice(("publish", "schedule", "schedule", "withdraw", "delete"))
        mine = [key for key in self.posts if key not in done]
        if what in {"publish", "schedule"} or not mine:
            return self.publish(ahead=what == "schedule", rolls_back=rolls_back)
        key = self.chance.choice(mine)
        row = Post.objects.filter(pk=key)
        if what == "withdraw":
            row.update(status="withdrawn", **({"title": MARK} if rolls_back else {}))
        else:
            row.delete()
        return key, None

    def publish(self, *, ahead, rolls_back):
        """Publish a new post, at once or a little later, perhaps for a limited time."""
        self.made += 1
        slug = f"{MARK if rolls_back else 'post'}-{self.number}-{self.made}"
        begin = timezone.now() + timedelta(seconds=self.chance.uniform(0.3, 2) if ahead else 0)
        end = begin + timedelta(seconds=self.chance.uniform(0.3, 2))
        ends = self.chance.random() < 1 / 3
        post = Post.objects.create(
            story=Story.objects.create(kind="news"),
            language="en",
            title=slug,
            slug=slug,
            lead="Lead",
            body="<p>Body</p>",
            status="published",
            published_at=begin,
            expires_at=end if ends else None,
        )
        return post.pk, [begin] * ahead + [end] * ends

    def audit(self):
        """Record the version as this transaction leaves it, and how late its next instant is."""
        row = SiteVersion.objects.get()
        late = (row.upcoming - true_next(timezone.now())).total_seconds()
        Audit.objects.create(token=row.token, changed_at=row.changed_at, late=late)


@dataclass
class Sight:
    """A token as readers saw it: the first and the last ``now``, and when the first had read it."""

    changed_at: object
    first: object
    last: object
    read_at: object

    def join(self, other):
        """Merge what another reader saw of the same token."""
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.read_at = min(self.read_at, other.read_at)


@dataclass
class Reader:
    """What one reader saw."""

    reads: int = 0
    sights: dict = field(default_factory=dict)
    # By token: every different list of what was public under it.
    contents: dict = field(default_factory=lambda: defaultdict(set))
    late: list = field(default_factory=list)
    stale_seconds: list = field(default_factory=list)

    def work(self, until):
        """Read until a given time."""
        before = None
        while time.time() < until:
            site = version.current()
            sight = Sight(site.changed_at, site.now, site.now, timezone.now())
            self.reads += 1
            self.sights.setdefault(site.token, sight).join(sight)
            if before and before.token != site.token and second(before) >= second(site):
                self.stale_seconds.append(f"{before} then {site}")
            before = site
            self.look_at_all()
            time.sleep(0.01)

    def look_at_all(self):
        """Record what is public under the token, and how late its next instant is, in one snapshot."""
        with snapshot():
            found = version._read()
            self.late.append((found.upcoming - true_next(found.now)).total_seconds())
            if found.upcoming > found.now:
                posts = Post.objects.published(found.now).order_by("pk")
                self.contents[found.token].add(tuple(posts.values_list("pk", "title")))


def second(row):
    """Return the whole second of a version, as in ``Last-Modified``."""
    return int(row.changed_at.timestamp())


@contextmanager
def snapshot():
    """Read everything in the block from one snapshot."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
    else:
        with connection.cursor() as cursor:
            # Not Django's, which would take the lock of a writer.
            cursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                cursor.execute("COMMIT")


def threads(workers, until):
    """Run workers, each in a thread with its own connection; return them."""
    problems = []

    def work(worker):
        try:
            worker.work(until)
        except Exception as problem:  # noqa: BLE001 - whatever it is, the drill has to end with it
            problems.append(problem)
        finally:
            connection.close()

    running = [threading.Thread(target=work, args=[worker]) for worker in workers]
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    if problems:
        raise problems[0]
    return workers


def write(numbers, seconds):
    """Run the writers with these numbers."""
    crew.together()
    return threads([Writer(number) for number in numbers], time.time() + seconds)


def read(seconds):
    """Run a reader."""
    crew.together()
    return threads([Reader()], time.time() + seconds)


def drill(folder):
    """Run all of them; check what they saw and what is left."""
    numbers = [range(place, PROCESSES * THREADS, PROCESSES) for place in range(PROCESSES)]
    jobs = [(write, some, SECONDS) for some in numbers]
    jobs += [(read, SECONDS + AFTER)] * READING
    with crew.crew(folder, len(jobs)) as pool:
        found = crew.work(pool, *jobs)
    writers = [writer for some in found[:PROCESSES] for writer in some]
    readers = [reader for some in found[PROCESSES:] for reader in some]
    report = Report("The version row")
    figures(report, writers, readers)
    sights = seen(readers)
    tokens(report, writers, readers, sights)
    seconds(report, readers, sights)
    upcoming(report, readers)
    lost_instants(report, writers, sights)
    traces(report, writers, sights)
    return report


def seen(readers):
    """Return what all readers saw, by token."""
    sights = {}
    for reader in readers:
        for token, sight in reader.sights.items():
            sights.setdefault(token, sight).join(sight)
    return sights


def figures(report, writers, readers):
    """Report how much was going on."""
    report.saw("writers", f"{len(writers)} in {PROCESSES} processes")
    report.saw("transactions committed", sum(writer.committed for writer in writers))
    report.saw("transactions rolled back", sum(writer.rolled_back for writer in writers))
    gave_up = sum(writer.gave_up for writer in writers)
    report.saw("transactions given up without getting the lock", gave_up)
    report.saw("reads", f"{sum(reader.reads for reader in readers)} by {len(readers)} processes")


def tokens(report, writers, readers, sights):
    """No token is written twice, and one token means one content."""
    written = [token for writer in writers for token in writer.tokens + writer.lost_tokens]
    passed = set(sights) - set(written)
    report.saw(
        "tokens written by writers, by whoever passed an instant", f"{len(written)}, {len(passed)}"
    )
    twice = len(written) - len(set(written))
    report.promise("no token is written twice", [twice] if twice else [])
    contents = defaultdict(set)
    for reader in readers:
        for token, lists in reader.contents.items():
            contents[token] |= lists
    differing = [
        f"{token}: {len(lists)} contents" for token, lists in contents.items() if len(lists) > 1
    ]
    report.promise("what is public under one token is always the same", differing)


def seconds(report, readers, sights):
    """No two states have the same whole second, and later ones have later seconds."""
    states = {(row.token, second(row)) for row in Audit.objects.all()}
    states |= {(token, second(sight)) for token, sight in sights.items()}
    by_second = defaultdict(set)
    for token, whole in states:
        by_second[whole].add(token)
    same = [f"{whole}: {found}" for whole, found in by_second.items() if len(found) > 1]
    report.promise("no two states have the same second", same)
    rows = list(Audit.objects.order_by("pk"))
    back = [
        f"{one.changed_at} then {other.changed_at}"
        for one, other in pairwise(rows)
        if second(one) >= second(other)
    ]
    back += [breach for reader in readers for breach in reader.stale_seconds]
    report.promise("each committed transaction has a later second than the one before", back)


def upcoming(report, readers):
    """The stored next instant is never after the true one."""
    late = list(Audit.objects.values_list("late", flat=True))
    late += [value for reader in readers for value in reader.late]
    report.saw("worst lateness of the next instant", f"{max(late):.6f} s")
    report.promise(
        "the next instant is never too late", [f"{value} s" for value in late if value > 0]
    )


def lost_instants(report, writers, sights):
    """A read after an instant sees a different token from a read before it."""
    counting = [instant for writer in writers for instant in writer.instants if instant.counts()]
    found = list(sights.items())
    over = [
        f"{instant.at}: {token}"
        for instant in counting
        for token, sight in found
        if sight.first < instant.at <= sight.last
    ]
    lags = [
        (min(after) - instant.at).total_seconds()
        for instant in counting
        if (after := [sight.read_at for _token, sight in found if sight.first >= instant.at])
    ]
    report.saw("instants that came", len(counting))
    report.saw(
        "until the first reader saw it: median, worst", f"{median(lags):.3f} s, {max(lags):.3f} s"
    )
    report.promise("no token outlives an instant", over)
    unseen = len(counting) - len(lags)
    report.promise("each instant was seen", [f"{unseen} were not"] if unseen else [])


def traces(report, writers, sights):
    """What is rolled back leaves nothing behind."""
    lost = {token for writer in writers for token in writer.lost_tokens}
    left = [*(lost & set(sights)), *Audit.objects.filter(token__in=lost)]
    for rows in (
        Post.objects.filter(title__contains=MARK),
        Address.objects.filter(path__contains=MARK),
        Entry.objects.filter(title__contains=MARK),
        Story.objects.filter(posts__isnull=True),
    ):
        left += rows
    report.promise("what is rolled back leaves no trace", left)
