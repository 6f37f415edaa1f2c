"""Two processes change the same version of a row: exactly one succeeds."""

from collections import Counter

import crew
from report import Report

from blog.models import Post, Story

ROUNDS = 200


def change(name, key):
    """Try every round; return the rounds that this process won."""
    won = []
    for number in range(ROUNDS):
        crew.together()
        rows = Post.objects.filter(pk=key, version=number)
        won += [number] * rows.update(version=number + 1, title=f"{name} {number}")
    return won


def drill(folder):
    """Race two processes and count."""
    report = Report("A conditional update")
    story = Story.objects.create(kind="news")
    post = Post.objects.create(story=story, language="en", title="At first")
    Post.objects.filter(pk=post.pk).update(version=0)
    with crew.crew(folder, 2) as pool:
        one, other = crew.work(pool, (change, "one", post.pk), (change, "other", post.pk))
    post.refresh_from_db()
    report.saw("rounds; won by the one, by the other", f"{ROUNDS}; {len(one)}, {len(other)}")
    wins = Counter(one + other)
    wrong = [f"round {n}: {wins[n]} of them" for n in range(ROUNDS) if wins[n] != 1]
    report.promise("of two that change the same version exactly one succeeds", wrong)
    winner = "one" if ROUNDS - 1 in one else "other"
    found = (post.version, post.title)
    wrong = [] if found == (ROUNDS, f"{winner} {ROUNDS - 1}") else [found]
    report.promise("the row is as the last winner wrote it", wrong)
    return report
