"""What every test needs: an empty cache, its own folders, strict templates."""

import os
import shutil
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.utils import translation

CHROMIUM = shutil.which("chromium")

# Tests that share rows (``kept_rows``) or a server go to one worker, so that these are made once.
TOGETHER = (
    "tests/demo/",
    "tests/deploy/",
    "tests/knowledgecity/test_readers_of_metadata.py",
    "tests/knowledgecity/test_views.py::TestEveryPage",
    "tests/test_visibility.py::TestGrid",
)


@pytest.fixture(autouse=True)
def _no_memory():
    """Drop what the process has cached of the site, because each test rolls the database back."""
    from delivery import memo, version

    memo.forget()
    version.forget_transaction()
    yield
    memo.forget()


@pytest.fixture(autouse=True)
def _one_part(monkeypatch):
    """Keep all posts in one part of the sitemap: keys continue from test to test on PostgreSQL."""
    monkeypatch.setattr("blog.sitemaps.STORIES", 1_000_000)


@pytest.fixture(autouse=True)
def _english():
    """Make English the language of lazy texts that a test reads after its request."""
    with translation.override("en"):
        yield


@pytest.fixture(scope="session")
def kept_rows(django_db_setup, django_db_blocker):
    """Return a block for a fixture of a class, a module or a folder: rows that stay for all its tests.

    A test rolls back what it writes itself, as ever; what the fixture wrote goes when the block ends.
    So no test there may want an empty site, or transactions of its own: other connections do not see
    these rows.
    """
    from delivery import version

    @contextmanager
    def block(write):
        with django_db_blocker.unblock(), transaction.atomic():
            with translation.override("en"):
                written = write()
            # As if it were committed: pages that only read may be cached.
            version.forget_transaction()
            yield written
            transaction.set_rollback(True)

    return block


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    """Give each test a folder of its own for pictures."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """Start Debian's Chromium, never a downloaded one, and keep it off the network."""
    return {
        "executable_path": CHROMIUM,
        "args": [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ],
    }


def pytest_addoption(parser):
    """Add ``--grids``: every field of the grids, of which the tests otherwise take one."""
    parser.addoption("--grids", action="store_true", help="run the rest of the grids, too")


def pytest_collection_modifyitems(config, items):
    """Leave out the rest of the grids, and without Chromium the browser tests, never in CI."""
    if not config.getoption("--grids"):
        grids = [item for item in items if item.get_closest_marker("grid")]
        config.hook.pytest_deselected(items=grids)
        items[:] = [item for item in items if item not in grids]
    if CHROMIUM or os.environ.get("CI"):
        return
    left_out = pytest.mark.skip(reason="left out: Debian's Chromium is not installed")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(left_out)


def pytest_xdist_make_scheduler(config, log):
    """Give workers one test after another, but those of ``TOGETHER`` as a group."""
    from xdist.scheduler import LoadScopeScheduling

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return next((group for group in TOGETHER if nodeid.startswith(group)), nodeid)

    return Scheduling(config, log)
