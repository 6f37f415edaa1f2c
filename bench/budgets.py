"""``make budgets``: the weight of a first visit to each kind of page of a running site.

``SITE`` is its address (default ``http://localhost:8000``). Prints kilobytes and requests without
pictures, as a browser counts them; exits with code 1 if a page is over budget. HTML is counted
gzipped: for visitors a server in front compresses it (docs/operating.md), on this machine none does.
"""

import gzip
import sys

from lighthouse import PAGES, SITE
from node_tools import need
from playwright.sync_api import sync_playwright

ALSO = ["/en/partners/", "/bg/partnyori/", "/en/search/?q=green", "/bg/tarsene/?q=умения"]
# Kilobytes of everything, kilobytes of HTML, requests (the design, part 9).
BUDGET = (100, 14, 8)
BLOCKING = "script[src]:not([async], [defer], [type=module])"


def visit(browser, path):
    """Return kilobytes of everything and of HTML, requests, and render-blocking scripts."""
    page = browser.new_context().new_page()
    answers, weights = {}, {}
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on(
        "Network.responseReceived", lambda told: answers.update({told["requestId"]: told["type"]})
    )
    wire.on(
        "Network.loadingFinished",
        lambda told: weights.update({told["requestId"]: told["encodedDataLength"]}),
    )
    html = len(gzip.compress(page.goto(SITE + path).body()))
    page.wait_for_load_state("networkidle")
    kept = {key: kind for key, kind in answers.items() if kind not in {"Image", "Document"}}
    total = html + sum(weights.get(key, 0) for key in kept)
    blocking = page.locator(f"head {BLOCKING}").count()
    page.context.close()
    return total / 1024, html / 1024, len(kept) + 1, blocking


def main():
    """Visit every page; return 1 if one is over budget."""
    over = False
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=need("chromium", "chromium"), args=["--no-sandbox"]
        )
        for path in [*PAGES, *ALSO]:
            total, html, requests, blocking = visit(browser, path)
            told = f"{total:5.1f} KB, HTML {html:4.1f} KB, {requests} requests, {blocking} blocking"
            print(f"{told}  {path}", flush=True)
            over |= blocking > 0
            over |= any(
                cost > most for cost, most in zip((total, html, requests), BUDGET, strict=True)
            )
        browser.close()
    return int(over)


if __name__ == "__main__":
    sys.exit(main())
