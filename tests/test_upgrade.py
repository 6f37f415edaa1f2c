"""Every database of a released version can be upgraded, with all its rows."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

DATA = Path(__file__).parent / "data"
KEPT = sorted(
    DATA.glob("database-*.sqlite3" if connection.vendor == "sqlite" else "database-*.sql")
)

# Prints the rows of each table before and after, what is left to migrate, and every page's status.
UPGRADE = """
import json
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

def rows():
    counts = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT COUNT(*) FROM "{table}"')
            counts[table] = cursor.fetchone()[0]
    return counts

before = rows()
call_command("migrate", verbosity=0)
executor = MigrationExecutor(connection)
from addresses.models import Address
from django.test import Client
client = Client()
things = Address.objects.live().exclude(label__in=["blog.Topic", "blog.Series"])
paths = [*things.values_list("path", flat=True), "/en/", "/bg/", "/en/blog/topic/green/", "/en/feed.rss"]
print(json.dumps({
    "before": before,
    "after": rows(),
    "left": len(executor.migration_plan(executor.loader.graph.leaf_nodes())),
    "statuses": {path: client.get(path).status_code for path in paths},
    "old": client.get("/en/blog/old/").headers.get("Location"),
    "gone": client.get("/en/news/gone/").status_code,
    "hidden": [client.get(f"/en/blog/{name}/").status_code for name in ("draft", "scheduled")],
}))
"""


@pytest.fixture
def restored(tmp_path, request):
    """Return a callable that creates a database from a kept one, and returns its URL."""
    if connection.vendor == "sqlite":
        return lambda kept: f"sqlite:///{shutil.copy(kept, tmp_path / 'site.sqlite3')}"
    return lambda kept: _restored_postgresql(kept, request)


def _restored_postgresql(kept, request):
    import psycopg2

    url, name = os.environ["DATABASE_URL"], f"upgrade_{os.getpid()}"

    def run(database, statements):
        link = psycopg2.connect(urlsplit(url)._replace(path=f"/{database}").geturl())
        link.autocommit = True
        try:
            link.cursor().execute(statements)
        finally:
            link.close()

    def drop():
        run("postgres", f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    drop()
    request.addfinalizer(drop)
    run("postgres", f"CREATE DATABASE {name}")
    run(name, kept.read_text())
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def test_there_is_a_database_to_upgrade():
    assert KEPT


@pytest.mark.django_db
@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.stem)
def test_an_older_database_is_upgraded_with_its_data(kept, restored, tmp_path):
    env = {
        **os.environ,
        "DATABASE_URL": restored(kept),
        "MEDIA_ROOT": str(tmp_path / "media"),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", UPGRADE]
    done = subprocess.run(
        command, cwd=settings.BASE_DIR, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["left"] == 0
    lost = {
        table: (number, told["after"].get(table))
        for table, number in told["before"].items()
        if told["after"].get(table, 0) < number
    }
    assert not lost
    assert set(told["statuses"].values()) == {200}
    assert len(told["statuses"]) > 12
    assert "/en/projects/investech/results/guide/" in told["statuses"]
    assert (told["old"], told["gone"], told["hidden"]) == ("/en/blog/new/", 410, [404, 404])
