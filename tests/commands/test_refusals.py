"""What the commands say when a machine lacks what they need: one sentence, exit code 1.

Each runs in a copy of the project, in a folder whose name has a space.
"""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path):
    """Return a copy of what ``make run`` needs first, in a folder with a space in its name."""
    copy = tmp_path / "a folder"
    shutil.copytree(ROOT / "bin", copy / "bin")
    shutil.copytree(ROOT / "requirements", copy / "requirements")
    shutil.copy(ROOT / "Makefile", copy)
    return copy


def make(folder, *arguments, user=None, **variables):
    """Run make there; returns the finished process."""
    return subprocess.run(
        ["make", "--no-print-directory", *arguments],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "HOME": str(folder), **variables},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        **({"user": user, "group": user} if user else {}),
    )


def sentence(answer):
    """Return the one line for people, without make's own line about the failure."""
    lines = [line for line in answer.stderr.splitlines() if not line.startswith("make:")]
    assert answer.returncode != 0
    assert len(lines) == 1, answer.stderr
    return lines[0]


def python(folder, body, name="python3"):
    """Write a fake interpreter and return its path."""
    # A shell starts it, because the first line of a script cannot name a path with a space.
    script, file = folder / f"{name}.py", folder / name
    script.write_text(body)
    file.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{script}" "$@"\n')
    file.chmod(0o755)
    return file


def pretending(folder, before):
    """Return an interpreter that does something before it runs the script it is given."""
    return python(
        folder,
        "import runpy, sys\n"
        f"{before}\n"
        "sys.argv = sys.argv[1:]\n"
        "import os; sys.path.insert(0, os.path.dirname(os.path.abspath(sys.argv[0])))\n"
        "runpy.run_path(sys.argv[0], run_name='__main__')\n",
    )


def test_a_taken_port(folder):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = make(folder, "run", f"PYTHON={sys.executable}", PORT=str(port))
    assert f"Port {port} is taken" in sentence(answer)
    assert "make run PORT=" in answer.stderr


def test_a_port_that_is_no_number(folder):
    assert "PORT is 'eight'" in sentence(
        make(folder, "run", f"PYTHON={sys.executable}", PORT="eight")
    )


def test_an_old_python(folder):
    pretending(folder, "sys.version_info = (3, 9, 2, 'final', 0)")
    answer = make(folder, "run", "PYTHON=./python3", PORT="0")
    assert "Python 3.9 is too old" in sentence(answer)


def test_no_venv(folder):
    pretending(folder, "sys.modules['venv'] = None")
    answer = make(folder, "run", "PYTHON=./python3", PORT="0")
    assert "apt install python3-venv" in sentence(answer)


def test_a_folder_that_cannot_be_written(folder, tmp_path):
    if os.geteuid() != 0:
        folder.chmod(0o555)
        answer = make(folder, "run", f"PYTHON={sys.executable}", PORT="0")
    else:
        # Root may write everywhere, so the interpreter fakes the error of another user.
        pretending(folder, "import os; os.access = lambda *args, **kwargs: False")
        answer = make(folder, "run", "PYTHON=./python3", PORT="0")
    assert "cannot be written to" in sentence(answer)


def test_the_commands_are_listed(folder):
    answer = make(folder)
    assert answer.returncode == 0
    for command in ("run", "test", "lint", "format", "password", "dev"):
        assert f"make {command} " in answer.stdout


def test_a_script_of_the_commands_ends_with_code_one(folder):
    ended = subprocess.run(
        [sys.executable, "bin/run_site.py", "run"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PORT": "x"},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 1
