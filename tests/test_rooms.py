"""The list of rooms is in ``INSTALLED_APPS``; whatever repeats it is compared with it here."""

import importlib
import tomllib
from pathlib import Path

from django.conf import settings

ROOT = Path(__file__).parents[1]


def rooms():
    """Return the names of our own apps, in the order of the settings."""
    names = dict.fromkeys(name.split(".")[0] for name in settings.INSTALLED_APPS)
    return [name for name in names if (ROOT / name / "__init__.py").exists()]


def promise(room):
    """Return the first line of a room's docstring: what it is for."""
    return importlib.import_module(room).__doc__.splitlines()[0]


def tool(name):
    return tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"][name]


def test_linters_know_every_room():
    known = tool("ruff")["lint"]["isort"]["known-first-party"]
    assert known == sorted([*rooms(), "tests"])
    assert tool("mypy")["packages"] == sorted(rooms())


def test_the_map_tells_the_promise_of_every_room():
    table = [f"| `{room}/` | {promise(room)} |" for room in rooms()]
    lines = (ROOT / "docs" / "map.md").read_text().splitlines()
    told = [line for line in lines if line.startswith("| `") and line.split("`")[1].endswith("/")]
    assert told[: len(table)] == table, "\n".join(["docs/map.md wants:", *table])
