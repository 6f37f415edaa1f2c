"""Tools that come from npm, pinned, in ``var/tools``: for measuring by hand, never for the site."""

import shutil
import subprocess
import sys
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1] / "var" / "tools"
VERSIONS = {
    "lighthouse": "12.8.2",
    # A release that contains the checker itself; some download it.
    "vnu-jar": "26.8.30",
}


def need(program, package):
    """Return the path of a program, or exit with a message that says what to install."""
    path = shutil.which(program)
    if path is None:
        sys.exit(f"{program} is missing: on Debian or Ubuntu, apt install {package}")
    return path


def installed(name, inside):
    """Return the path of a file of a tool, installing the tool first if it is missing."""
    # A folder for each set of versions, so that a new pin never finds an old copy.
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
