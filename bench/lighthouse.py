"""``make lighthouse``: what Lighthouse says about a running site, as on a slow phone.

``SITE`` is its address (default ``http://localhost:8000``). Prints the four scores of each page;
exits with code 1 if one is below 100, naming the cause. Needs Debian's Chromium, node and npm.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from node_tools import installed, need

SITE = os.environ.get("SITE", "http://localhost:8000")
PAGES = [
    *("/en/", "/bg/", "/en/blog/", "/bg/blog/"),
    *("/en/blog/digital-educational-package/", "/bg/blog/digitalen-obrazovatelen-paket/"),
    *("/en/projects/investech/", "/bg/proekti/investech/"),
    *("/en/events/the-cluster-is-six/", "/bg/sabitia/klasterat-na-shest-godini/"),
    *("/en/contacts/", "/bg/kontakti/", "/en/people/dimitar-hristov/", "/bg/hora/dimitar-hristov/"),
]
# Occasionally its browser does not start on a busy machine.
TRIES = 3
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
FLAGS = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking"
FLAGS += " --disable-component-update --disable-sync"


def report(script, path, folder):
    """Return the report of one page, or exit with a message if there is none."""
    file = Path(folder) / "report.json"
    command = [need("node", "nodejs"), script, SITE + path, "--quiet", f"--chrome-flags={FLAGS}"]
    command += ["--output=json", f"--output-path={file}", "--no-enable-error-reporting"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    environment = {**os.environ, "CHROME_PATH": need("chromium", "chromium"), "CI": "1"}
    for _attempt in range(TRIES):
        done = subprocess.run(command, check=False, env=environment, timeout=180)
        if done.returncode == 0:
            return json.loads(file.read_text())
    sys.exit(f"Lighthouse gave up on {SITE + path}; see the lines above. Does the site run?")


def costly(found):
    """Yield, in words, what cost a page its full score."""
    for name in CATEGORIES:
        category = found["categories"][name]
        if (category["score"] or 0) < 1:
            for part in category["auditRefs"]:
                audit = found["audits"][part["id"]]
                if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                    yield f"{name}: {audit['title']} {audit.get('displayValue', '')}"


def main():
    """Test every page; return 1 if a score is below 100."""
    script = installed("lighthouse", "cli/index.js")
    below = False
    with tempfile.TemporaryDirectory() as folder:
        for path in PAGES:
            found = report(script, path, folder)
            scores = [round((found["categories"][name]["score"] or 0) * 100) for name in CATEGORIES]
            print(f"{'/'.join(map(str, scores)):>16}  {path}", flush=True)
            for words in costly(found):
                print(f"{'':18}{words}", flush=True)
            below |= min(scores) < 100
    return int(below)


if __name__ == "__main__":
    sys.exit(main())
