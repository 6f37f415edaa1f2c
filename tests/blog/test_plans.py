"""How PostgreSQL runs the queries of public pages on a site with many posts.

It chooses among plans by statistics, so only a full and analysed database shows what it does.
"""

import json
from itertools import chain

import pytest
from django.db import connection

from blog.models import Topic
from partners.models import Organisation
from people.models import Person
from projects.models import Project
from tests import factories

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql", reason="only PostgreSQL chooses plans by statistics"
    ),
]

# 100,000 posts. With 30,000 PostgreSQL rightly prefers to read some tables whole.
STORIES = 50_000
# A page of 20 reads some hundred rows; the last page of a list skips, and counts, up to a thousand.
MOST_SORTED, MOST_READ = 1_000, 2_500
BIG = 5_000

# Every story in both languages, one in five as news, one in twenty as an event, over ten years; keys say
# nothing of the order.
ROWS = f"""
INSERT INTO blog_story (id, kind, series_id, series_place, version)
    SELECT i, CASE WHEN i %% 5 = 4 THEN 'news' WHEN i %% 20 = 8 THEN 'event' ELSE 'publication' END,
           CASE WHEN i <= 10 THEN %(few_series)s WHEN i <= 900 THEN %(many_series)s END,
           CASE WHEN i <= 900 THEN i END, 1
    FROM generate_series(1, {STORIES}) AS i;
INSERT INTO blog_post (uid, story_id, kind, language, title, slug, lead, body, byline, description,
                       status, published_at, shown_on, created_at, changed_at, version,
                       internal_note, lead_image_alt, lead_image_decorative)
    SELECT gen_random_uuid(), id, kind, language, 'Title ' || id, 'post-' || id, repeat('Lead ', 30),
           repeat('<p>Body</p>', 40), '', '', 'published',
           now() - (id * 617 %% {STORIES} + 1) * interval '10 years' / {STORIES},
           '2024', now(), now(), 1, '', '', false
    FROM blog_story CROSS JOIN (VALUES ('en'), ('bg')) AS languages (language)
    WHERE kind <> 'event';
INSERT INTO blog_event (story_id, starts_on, place, online_address, registration)
    SELECT id, current_date + 10 - ((id * 617 %% {STORIES} + 1) * 3650 / {STORIES})::int, '{{}}', '', ''
    FROM blog_story WHERE kind = 'event';
INSERT INTO blog_post (uid, story_id, kind, language, title, slug, lead, body, byline, description,
                       status, published_at, shown_on, created_at, changed_at, version,
                       internal_note, lead_image_alt, lead_image_decorative, begins_at, over_at)
    SELECT gen_random_uuid(), story.id, kind, language, 'Title ' || story.id, 'post-' || story.id,
           repeat('Lead ', 30), repeat('<p>Body</p>', 40), '', '', 'published',
           now() - (story.id * 617 %% {STORIES} + 1) * interval '10 years' / {STORIES},
           '2024', now(), now(), 1, '', '', false, starts_on, starts_on + 1
    FROM blog_story AS story JOIN blog_event ON story_id = story.id
    CROSS JOIN (VALUES ('en'), ('bg')) AS languages (language);
"""
# A topic, project and partner of every second story, of ten, and of a thousand that are all old; and thirty
# of a hundred each, because PostgreSQL estimates by what is usual.
LINKS = """
INSERT INTO {table} (story_id, {column}{role})
    SELECT id, %(many)s{value} FROM blog_story WHERE id %% 2 = 0;
INSERT INTO {table} (story_id, {column}{role})
    SELECT id, %(few)s{value} FROM blog_story WHERE id <= 10;
INSERT INTO {table} (story_id, {column}{role})
    SELECT id, %(old)s{value} FROM blog_story WHERE id * 617 %% {stories} >= {stories} - 1000;
INSERT INTO {table} (story_id, {column}{role})
    SELECT 100 * place + i, thing{value} FROM generate_series(1, 100) AS i
    CROSS JOIN unnest(%(others)s) WITH ORDINALITY AS things (thing, place);

"""


# Pages that read more, and why that is accepted.
EXCEPTIONS = {
    "/en/feed-2024-1.rss": "how a year is cut into archives depends on the number of its posts",
    "/en/projects/many/feed-2024.rss": "the same, among all posts about the project",
    "/en/events/": "which topics have an event, along the index, once a site version",
    "/en/events/calendar.ics": "a few hundred events are sorted out of all that there are",
    "/en/feeds/": "each topic looks for its first event along the index, a few hundred entries each",
    "/en/blog/series/many/": "how many posts it has of each kind, from an index, once a site version",
    "/en/blog/topic/old/": "the same",
    "/sitemap.xml": "crawlers: the last change of each part, once a site version",
    "/sitemap-lists-1.xml": "crawlers: the last change of each topic and series, once a site version",
}


def things(model, make, **fields):
    """Return the keys of three things by name, and of thirty others."""
    others = (model(slug=f"other-{number}", **fields) for number in range(30))
    return {
        **{slug: make(slug=slug).pk for slug in ("few", "many", "old")},
        "others": [row.pk for row in model.objects.bulk_create(others)],
    }


# The role in a story, where the link has one.
ROLES = {"organisation": "about", "person": "author"}


def fill():
    """Fill the database by SQL."""
    with connection.cursor() as cursor:
        made = {
            "topic": things(Topic, factories.topic),
            "project": things(Project, factories.project, **factories.life("published")),
            "organisation": things(
                Organisation, factories.organisation, **factories.life("published")
            ),
            "person": things(Person, factories.person, **factories.life("published")),
        }
        series = {f"{slug}_series": factories.series(slug=slug).pk for slug in ("few", "many")}
        cursor.execute(ROWS, series)
        for name, keys in made.items():
            table = "blog_story_topics" if name == "topic" else f"blog_story{name}"
            role = ROLES.get(name)
            links = LINKS.format(
                table=table,
                column=f"{name}_id",
                stories=STORIES,
                role=", role" if role else "",
                value=f", '{role}'" if role else "",
            )
            cursor.execute(links, keys)
        cursor.execute("VACUUM ANALYZE")


def pages():
    """Return the addresses of every kind of page and feed that shows posts."""
    few_and_many = [
        f"{place}{slug}/{end}"
        for place in ("/en/blog/topic/", "/en/projects/", "/en/partners/", "/en/people/")
        for slug in ("few", "many", "old")
        for end in ("", "feed.rss")
    ]
    return [
        *("/en/", "/bg/", "/en/blog/", "/en/blog/page/2/", "/en/blog/page/50/"),
        *("/en/news/", "/en/news/page/2/", "/en/news/page/50/"),
        *("/en/events/", "/en/events/page/2/", "/en/events/page/50/", "/en/events/calendar.ics"),
        *("/en/events/2024/", "/en/events/2024/page/2/", "/en/events/topic/few/"),
        *("/en/events/post-8/", "/en/events/post-1008/", "/en/events/feed.rss"),
        *("/en/blog/2024/", "/en/blog/2024/page/2/", "/en/blog/topic/many/page/2/"),
        *("/en/blog/series/few/", "/en/blog/series/many/", "/en/blog/series/many/feed.rss"),
        *few_and_many,
        *("/en/blog/post-5/", "/en/blog/post-12/", "/en/blog/post-1002/", "/en/feeds/"),
        *("/en/feed.rss", "/en/blog/feed.atom", "/en/projects/feed.json", "/en/partners/feed.rss"),
        "/sitemap-posts-1.xml",
    ]


def selected(client, path):
    """Return the queries of a page, each with its values."""
    found = []

    def note(execute, sql, params, many, context):
        if sql.startswith("SELECT"):
            found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        assert client.get(path).status_code == 200, path
    return found


def nodes(plan):
    """Yield a node of a plan and all below it."""
    yield plan
    yield from chain.from_iterable(map(nodes, plan.get("Plans", ())))


def complaint(node):
    """Return what is wrong with a node of a plan, or ""."""
    removed = sum(number for name, number in node.items() if name.startswith("Rows Removed"))
    read = (node["Actual Rows"] + removed) * node["Actual Loops"]
    kind, table = node["Node Type"], node.get("Relation Name", "")
    if kind == "Seq Scan" and read > BIG:
        return f"reads all {read:.0f} rows of {table}"
    if "Sort" in kind and (sorted_ := node["Plans"][0]["Actual Rows"]) > MOST_SORTED:
        return f"sorts {sorted_:.0f} rows"
    return f"{kind} reads {read:.0f} rows of {table}" if read > MOST_READ else ""


def complaints(sql, params):
    """Return what is wrong with the plan of a query."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}", params)
        (plan,) = cursor.fetchone()[0]
    return list(filter(None, map(complaint, nodes(plan["Plan"]))))


@pytest.fixture
def _no_endless_plan():
    """End a query that has a bad plan, so that it is named instead of going on for ever."""
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '30s'")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET statement_timeout")


@pytest.mark.usefixtures("_no_endless_plan")
def test_no_page_reads_or_sorts_many_rows(client, monkeypatch):
    monkeypatch.setattr("blog.sitemaps.STORIES", 100)
    fill()
    found = {
        path: [
            (told, sql)
            for sql, params in selected(client, path)
            if (told := complaints(sql, params))
        ]
        for path in (*pages(), *EXCEPTIONS)
    }
    wrong = {path for path, told in found.items() if told}
    assert wrong <= set(EXCEPTIONS), json.dumps(found, indent=1)
