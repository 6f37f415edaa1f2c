"""The structure holds: imports run one way, and the rule of what is public exists once.

Reads imports (inside functions too), string foreign keys, ``get_model``, and what templates load,
include and extend.
"""

import ast
import re
from pathlib import Path

import pytest

from tests.test_rooms import rooms

ROOT = Path(__file__).parents[1]
# Each room and the rooms that it may use, nearest first.
FLOORS = [
    ("knowledgecity", "demo"),
    ("evidence", "search"),
    ("blog", "pages"),
    ("projects",),
    ("people",),
    ("partners",),
    ("publishing",),
    ("feeds", "richtext"),
    ("addresses",),
    ("library",),
    ("delivery", "languages", "accounts"),
]
ROOMS = [room for floor in FLOORS for room in floor]


def below(room):
    """Return the rooms that a room may use, itself included."""
    place = next(number for number, floor in enumerate(FLOORS) if room in floor)
    rooms = {other for floor in FLOORS[place + 1 :] for other in floor}
    # The three at the bottom are on one level, except that accounts uses languages.
    return rooms | {room} | ({"languages"} if place == len(FLOORS) - 1 else set())


def sources(room):
    return [path for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts]


def used_by(path):
    """Yield ``(line, room)`` of every reference to our rooms in a Python file."""
    for node in ast.walk(ast.parse(path.read_text())):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [node.module or ""]
        elif isinstance(node, ast.Call):
            names = _models_named(node)
        for name in names:
            room = name.split(".")[0]
            if room in ROOMS:
                yield node.lineno, room


def _models_named(call):
    """Return the strings that name a model in a relation or in ``get_model``."""
    function = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    if function not in {"ForeignKey", "OneToOneField", "ManyToManyField", "get_model"}:
        return []
    arguments = [*call.args, *(keyword.value for keyword in call.keywords)]
    return [
        argument.value
        for argument in arguments
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    ]


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_knows_only_the_rooms_below_it(room):
    wrong = [
        f"{path.relative_to(ROOT)}:{line} uses {other}"
        for path in sources(room)
        for line, other in used_by(path)
        if other not in below(room)
    ]
    assert wrong == []


def templates(folder):
    return sorted(path for path in folder.rglob("*") if path.suffix in {".html", ".xml", ".txt"})


def libraries():
    """Return ``{tag library: room}`` of the rooms' own template tags."""
    return {
        path.stem: room
        for room in ROOMS
        for path in (ROOT / room / "templatetags").glob("*.py")
        if path.stem != "__init__"
    }


def used_by_template(path):
    """Yield the rooms whose tags or templates a template uses."""
    text = path.read_text()
    tags = libraries()
    for found in re.finditer(r"{%\s*load\s+([^%]+)%}", text):
        yield from (tags[name] for name in found[1].split() if name in tags)
    for found in re.finditer(r"{%\s*(?:include|extends)\s+\"([^\"]+)\"", text):
        if "/" in found[1] and found[1].split("/")[0] in ROOMS:
            yield found[1].split("/")[0]


@pytest.mark.parametrize("room", ROOMS)
def test_templates_follow_their_rooms(room):
    wrong = [
        f"{path.relative_to(ROOT)} uses {other}"
        for path in templates(ROOT / "templates" / room)
        for other in used_by_template(path)
        if other not in below(room)
    ]
    assert wrong == []


def test_templates_of_no_room_use_no_room():
    wrong = [
        f"{path.name} uses {other}"
        for path in sorted((ROOT / "templates").glob("*.html"))
        for other in used_by_template(path)
    ]
    assert wrong == []


# Who may filter on the columns of the life cycle: the rule itself, and what follows from it.
RULE = {"publishing/models/publishable.py"}
# Background tasks have a status of their own.
TASKS = {"delivery/health.py", "delivery/heartbeat.py"}
COLUMNS = re.compile(
    r"(?:^|__)(?:status|published_at|expires_at)(?:__(?:in|gte?|lte?|isnull|exact|range))?$"
)


def filters(path):
    """Yield ``(line, look-up)`` of each filter on a column of the life cycle."""
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = getattr(function, "attr", getattr(function, "id", ""))
        if name in {"filter", "exclude", "get", "Q", "When", "get_or_create"}:
            for keyword in node.keywords:
                if keyword.arg and COLUMNS.search(keyword.arg):
                    yield node.lineno, keyword.arg


def test_the_rule_of_what_is_public_stands_once():
    wrong = [
        f"{path.relative_to(ROOT)}:{line} filters on {lookup}"
        for room in ROOMS
        for path in sources(room)
        if str(path.relative_to(ROOT)) not in RULE | TASKS
        for line, lookup in filters(path)
    ]
    assert wrong == []


def test_every_room_stands_on_a_floor():
    assert sorted(ROOMS) == sorted(rooms())


def test_every_test_folder_is_a_package():
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []
