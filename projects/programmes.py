"""EU programmes that the site knows: ``programmes.toml``, synced after every migrate."""

import tomllib
from pathlib import Path

from projects.models import Programme

FILE = Path(__file__).with_suffix(".toml")


def sync(**kwargs):
    """Make and update the programmes of the data file; rows that staff added stay."""
    for code, facts in tomllib.loads(FILE.read_text()).items():
        Programme.objects.update_or_create(code=code, defaults=facts)
