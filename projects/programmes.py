"""EU programmes that the site knows: ``programmes.toml``, synced after every migrate."""

import tomllib
from pathlib import Path

from projects.models import Programme

FILE = Path(__file__).with_suffix(".toml")


def data():
    """Return the facts of each programme in the data file, by code."""
    return tomllib.loads(FILE.read_text())


def sync(**kwargs):
    """Create and update the programmes in the data file; rows added by staff stay."""
    for code, facts in data().items():
        Programme.objects.update_or_create(code=code, defaults=facts)
