"""A real feed reader: whatever happens to a post, newsboat shows it once."""

import shutil
import sqlite3
import subprocess

import pytest

from tests import factories

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        shutil.which("newsboat") is None, reason="left out: newsboat is not installed"
    ),
]


class Newsboat:
    """One reader with its own cache, subscribed to one feed."""

    def __init__(self, folder, url):
        self.folder = folder
        (folder / "urls").write_text(url + "\n")
        (folder / "config").write_text("reload-threads 1\ndownload-retries 1\n")

    def reload(self):
        """Fetch the feed, as ``R`` does."""
        subprocess.run(
            [
                "newsboat",
                *("-u", self.folder / "urls", "-C", self.folder / "config"),
                *("-c", self.folder / "cache.db", "-x", "reload"),
            ],
            check=True,
            capture_output=True,
            timeout=60,
            env={"HOME": str(self.folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        )

    def items(self):
        """Return ``(guid, title)`` of everything it ever saw."""
        with sqlite3.connect(self.folder / "cache.db") as cache:
            return cache.execute("SELECT guid, title FROM rss_item ORDER BY id").fetchall()


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_a_post_is_shown_once_whatever_happens_to_it(live_server, settings, tmp_path, form):
    settings.SITE_URL = live_server.url
    reader = Newsboat(tmp_path, f"{live_server.url}/en/feed.{form}")
    factories.post(title="Another one")
    post = factories.post(title="Here to stay", slug="first")
    reader.reload()
    assert len(reader.items()) == 2

    for _change in factories.lead_a_life(post):
        reader.reload()

    assert [guid for guid, _title in reader.items()].count(f"urn:uuid:{post.uid}") == 1
    assert len(reader.items()) == 2
