"""``make screens``: screenshots of every kind of page in ``var/screens``.

Needs a site running with demo content (``SITE``, default ``http://localhost:8000``), the environment of
the tests and Debian's Chromium. Four widths, both languages, light and dark, and print;
``ONLY=home,post`` takes only some. ``var/screens/index.html`` shows them all.
"""

import os
import shutil
import sys
from html import escape
from itertools import product

from playwright.sync_api import sync_playwright

SITE = os.environ.get("SITE", "http://localhost:8000")
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
FOLDER = os.path.join(ROOT, "var", "screens")
WIDTHS = (360, 768, 1280, 1920)
SCHEMES = ("light", "dark")
PAPER = 794  # A4 at 96 pixels an inch
# Every kind of page: its name, and its address in English and in Bulgarian.
PAGES = {
    "home": ("/en/", "/bg/"),
    "publications": ("/en/blog/", "/bg/blog/"),
    "year": ("/en/news/2023/", "/bg/novini/2023/"),
    "topic": ("/en/blog/topic/green-economy/", "/bg/blog/tema/green-economy/"),
    "series": ("/en/blog/series/green-skills/", "/bg/blog/poreditsa/green-skills/"),
    "post": ("/en/blog/digital-educational-package/", "/bg/blog/digitalen-obrazovatelen-paket/"),
    "post-short": ("/en/news/agreement-with-inova-ria/", "/bg/novini/sporazumenie-s-inova-ria/"),
    "news": ("/en/news/", "/bg/novini/"),
    "projects": ("/en/projects/", "/bg/proekti/"),
    "project": ("/en/projects/investech/", "/bg/proekti/investech/"),
    "project-map": ("/en/projects/degrebe/", "/bg/proekti/degrebe/"),
    "partners": ("/en/partners/", "/bg/partnyori/"),
    "members": ("/en/members/", "/bg/chlenove/"),
    "partner": ("/en/partners/tues/", "/bg/partnyori/tues/"),
    "people": ("/en/people/", "/bg/hora/"),
    "person": ("/en/people/dimitar-hristov/", "/bg/hora/dimitar-hristov/"),
    "page": ("/en/knowledge-city/why-a-cluster/", "/bg/grad-na-znanieto/zashto-klaster/"),
    "contacts": ("/en/contacts/", "/bg/kontakti/"),
    "search": ("/en/search/?q=green+skills", "/bg/tarsene/?q=зелени+умения"),
    "search-none": ("/en/search/?q=projekt", "/bg/tarsene/?q=зелини"),
    "search-empty": ("/en/search/", "/bg/tarsene/"),
    "partners-none": ("/en/partners/?country=FR", "/bg/partnyori/?country=FR"),
    "feeds": ("/en/feeds/", "/bg/feeds/"),
    "feed": ("/en/feed.rss", "/bg/feed.rss"),
    "not-found": ("/en/nothing/", "/bg/nishto/"),
}


def shoot(browser, name, language, path):
    """Take one page in every width and colour scheme, and as printed."""
    for width, scheme in product(WIDTHS, SCHEMES):
        page = browser.new_page(
            viewport={"width": width, "height": 900}, color_scheme=scheme, locale=language
        )
        page.goto(SITE + path)
        page.wait_for_load_state("networkidle")
        save(page, f"{name}-{language}-{width}-{scheme}")
        page.close()
    page = browser.new_page(viewport={"width": PAPER, "height": 1123}, locale=language)
    page.goto(SITE + path)
    page.emulate_media(media="print")
    save(page, f"{name}-{language}-print")
    page.close()


def save(page, name):
    """Save the full length of a page, including what loads only on scrolling."""
    size = page.viewport_size
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})
    page.wait_for_load_state("networkidle")
    page.screenshot(path=os.path.join(FOLDER, f"{name}.png"))


def index():
    """Write the page that shows every screenshot in the folder."""
    shots = sorted(name for name in os.listdir(FOLDER) if name.endswith(".png"))
    figures = "".join(
        f'<figure><a href="{escape(name)}"><img src="{escape(name)}" width="240" alt=""></a>'
        f"<figcaption>{escape(name[:-4])}</figcaption></figure>"
        for name in shots
    )
    style = "body{display:flex;flex-wrap:wrap;align-items:start;font:13px sans-serif}"
    with open(os.path.join(FOLDER, "index.html"), "w") as page:
        page.write(f"<!doctype html><title>Screens</title><style>{style}</style>{figures}")
    return len(shots)


def main():
    """Take every screenshot; exits with code 1 and a message if something is missing."""
    chromium = shutil.which("chromium")
    wanted = [name for name in os.environ.get("ONLY", "").split(",") if name] or list(PAGES)
    if unknown := set(wanted) - set(PAGES):
        sys.exit(f"ONLY names {', '.join(sorted(unknown))}. There are: {', '.join(PAGES)}.")
    if not chromium:
        sys.exit("Install chromium: on Debian or Ubuntu, apt install chromium")
    os.makedirs(FOLDER, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name in wanted:
            for language, path in zip(("en", "bg"), PAGES[name], strict=True):
                shoot(browser, name, language, path)
            print(name, flush=True)
        browser.close()
    print(f"{index()} pictures: {FOLDER}/index.html")


if __name__ == "__main__":
    main()
