"""What every test needs: an empty cache, its own folders, strict templates."""

import os
import shutil

import pytest
from django.utils import translation

CHROMIUM = shutil.which("chromium")


@pytest.fixture(autouse=True)
def _no_memory():
    """Drop what the process has cached of the site, because each test rolls the database back."""
    from delivery import memo, version

    memo.forget()
    version.forget_transaction()
    yield
    memo.forget()


@pytest.fixture(autouse=True)
def _english():
    """Make English the language of lazy texts that a test reads after its request."""
    with translation.override("en"):
        yield


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


def pytest_collection_modifyitems(config, items):
    """Skip the browser tests, and say so, if there is no Chromium; never in CI."""
    if CHROMIUM or os.environ.get("CI"):
        return
    left_out = pytest.mark.skip(reason="left out: Debian's Chromium is not installed")
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(left_out)
