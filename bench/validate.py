"""``make validate``: every page and stylesheet of a running site, read by the Nu HTML Checker.

``SITE`` is its address (default ``http://localhost:8000``). Checks each page of the sitemap, later
pages of lists, search in its various states and an error page; prints every finding, and exits with
code 1 if there is one. Needs Java and npm.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from lighthouse import SITE
from node_tools import installed, need

ROOT = Path(__file__).resolve().parents[1]
# What no sitemap lists: search results and error pages.
BESIDES = [
    *("/en/search/", "/en/search/?q=green", "/en/search/?q=nothing+of+that"),
    *("/bg/tarsene/?q=%d1%82", "/en/partners/?kind=school", "/bg/partnyori/?country=FR"),
    *("/en/nothing/", "/bg/nishto/"),
]


def text(address):
    """Return the content at an address, even of an error page."""
    if not address.startswith(("http://", "https://")):
        sys.exit(f"SITE is '{SITE}'. Write an address, for example http://localhost:8000.")
    try:
        with urlopen(address, timeout=30) as answer:  # noqa: S310 - checked above
            return answer.read().decode()
    except HTTPError as answer:
        return answer.read().decode()


def addresses():
    """Return every page: those of the sitemap, the pages and years that they lead to, and the rest."""
    parts = re.findall(r"<loc>([^<]+)", text(f"{SITE}/sitemap.xml"))
    found = [place for part in parts for place in re.findall(r"<loc>([^<]+)", text(part))]
    further = set()
    for place in found:
        ways = re.findall(r'href="(/[^"]+/(?:page|stranitsa)/\d+/|/[^"]+/\d{4}/)"', text(place))
        further |= {SITE + way for way in ways}
    return [*found, *sorted(further), *(SITE + path for path in BESIDES)]


def findings(*arguments):
    """Return the findings of the checker, one per line."""
    jar = installed("vnu-jar", "build/dist/vnu.jar")
    command = [need("java", "default-jre-headless"), "-Xss4m", "-jar", jar, "--format", "gnu"]
    done = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)
    return done.stderr.splitlines()


def main():
    """Check pages and stylesheets; return 1 if something is found."""
    with tempfile.TemporaryDirectory() as folder:
        pages = addresses()
        for number, address in enumerate(pages):
            (Path(folder) / f"{number:04}.html").write_text(text(address))
        found = findings("--skip-non-html", folder)
        styles = sorted(map(str, (ROOT / "static" / "css").glob("*.css")))
        found += findings("--css", *styles)
        for line in found:
            number = re.search(r"/(\d{4})\.html", line)
            print(line, pages[int(number[1])] if number else "")
    print(f"{len(pages)} pages, {len(styles)} stylesheets: {len(found)} errors and warnings")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
