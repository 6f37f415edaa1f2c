"""``make bench``: how fast search is with 20,000 posts, on a separate database.

Prints the median and the 95th percentile in milliseconds. ``DATABASE_URL`` chooses the database, which
must be empty; without it, a SQLite file in a temporary folder.
"""

import os
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
POSTS, ROUNDS, LIMIT = 20_000, 20, 100
QUESTIONS = [
    *("проектите", "зелени умения", "учебна програма", "ТУЕС", "наръчник за обучители", "градове"),
    *("партньорство", "изложение за умни градове", "нищо такова", "българия"),
]


def setting():
    """Prepare Django on an empty database."""
    folder = tempfile.mkdtemp(prefix="bench-")
    os.environ.setdefault("DATABASE_URL", f"sqlite:///{folder}/bench.sqlite3")
    os.environ.setdefault(
        "DJANGO_SECRET_KEY", "a key of the bench alone, long enough to be taken " * 2
    )
    os.environ.setdefault("DJANGO_ALLOWED_HOSTS", "localhost")
    os.environ.setdefault("SITE_URL", "http://localhost:8000")
    os.environ.setdefault("DEFAULT_FROM_EMAIL", "bench@example.org")
    os.environ.setdefault("MEDIA_ROOT", f"{folder}/media")
    os.environ["DJANGO_SETTINGS_MODULE"] = "knowledgecity.settings"
    sys.path.insert(0, str(ROOT))
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("load_demo", verbosity=0)


def fill():
    """Create posts from the words of the demo content, as often as they occur there."""
    from django.utils import timezone

    from blog.models import Post, Story
    from richtext.render import plain

    chance = random.Random(1)  # noqa: S311 - the same posts in every run
    known = Post.objects.filter(language="bg").values_list("title", "body")
    words = [word for title, body in known for word in f"{title} {plain(body)}".split()]
    now = timezone.now()
    for start in range(0, POSTS, 500):
        stories = Story.objects.bulk_create(Story(kind="publication") for _number in range(500))
        Post.objects.bulk_create(
            Post(
                story=story,
                kind="publication",
                language="bg",
                title=" ".join(chance.choices(words, k=8))[:300],
                slug=f"bench-{start + number}",
                lead=" ".join(chance.choices(words, k=40)),
                body=f"<p>{' '.join(chance.choices(words, k=300))}</p>",
                status="published",
                published_at=now,
            )
            for number, story in enumerate(stories)
        )


def main():
    """Fill, search, print; return 1 if it is slower than the budget."""
    setting()
    from django.db import connection
    from django.test import Client

    begin = time.perf_counter()
    fill()
    with connection.cursor() as cursor:
        # As the database does by itself after a while.
        cursor.execute("ANALYZE")
    print(f"{POSTS} posts written and indexed: {time.perf_counter() - begin:.0f} s")
    client, taken = Client(SERVER_NAME="localhost"), []
    for _round in range(ROUNDS):
        for words in QUESTIONS:
            begin = time.perf_counter()
            answer = client.get("/bg/tarsene/", {"q": words})
            taken.append((time.perf_counter() - begin) * 1000)
            assert answer.status_code == 200
    taken.sort()
    middle, high = taken[len(taken) // 2], taken[int(len(taken) * 0.95)]
    print(f"{connection.vendor}: search page, median {middle:.0f} ms, p95 {high:.0f} ms")
    return int(high > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
