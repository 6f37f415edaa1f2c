"""Tools that come from npm, pinned, in ``var/tools``: for measuring by hand, never for the site."""

import shutil
import subprocess
import sys
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1] / "var" / "tools"
VERSIONS = {
    "lighthouse": "12.8.2",
    # A release that carries the checker itself; some download it.
    "vnu-jar": "26.8.30",
}


def need(program, package):
    """Return the path of a program, or end with a sentence that says what to install."""
    path = shutil.which(program)
    if path is None:
        sys.exit(f"{program} is missing: on Debian or Ubuntu, apt install {package}")
    return path


def installed(name, inside):
    """Return the path of a file of a tool, which is installed first where it is missing."""
    # A folder for each set of versions: a new pin is not answered by an old copy.
    folder = TOOLS / "-".join(VERSIONS.values())
    file = folder / "node_modules" / name / inside
    if not file.exists():
        npm = need("npm", "npm")
        folder.mkdir(parents=True, exist_ok=True)
        print(f"Installing {name} {VERSIONS[name]} in var/tools ...", flush=True)
        command = [npm, "install", "--prefix", folder, "--no-save", "--ignore-scripts"]
        wanted = [f"{tool}@{version}" for tool, version in VERSIONS.items()]
        done = subprocess.run([*command, "--no-audit", "--no-fund", *wanted], check=False)
        if done.returncode or not file.exists():
            sys.exit(f"{name} could not be installed; see the lines above.")
    return file
