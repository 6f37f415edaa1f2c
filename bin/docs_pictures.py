"""``make pictures``: the screenshots of the documentation, taken from a site running with demo content.

Needs the environment of the tests and Debian's Chromium. ``SITE`` is the address of the site (default
``http://localhost:8000``), ``PASSWORD`` the one of the demo accounts.
"""

import os
import shutil
import sys

from playwright.sync_api import sync_playwright

SITE = os.environ.get("SITE", "http://localhost:8000")
FOLDER = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "docs", "images")
# Address, size, colour scheme: the public pages at their best.
PUBLIC = {
    "home": ("/bg/", (1200, 760), "light"),
    "project": ("/en/projects/investech/#participants", (1200, 1000), "dark"),
    "post": ("/en/blog/digital-educational-package/", (1200, 900), "light"),
    "phone": ("/bg/blog/digitalen-obrazovatelen-paket/", (390, 844), "light"),
    "search": ("/bg/tarsene/?q=зелени+умения", (1200, 760), "light"),
}
ADMIN = {
    "library": "/admin/library/image/",
    "upload": "/admin/library/image/upload/",
    "arrange": "/admin/pages/page/arrange/?language=bg",
}


def shoot(page, name, element=None):
    """Save a picture of a page, or of one element of it."""
    page.wait_for_load_state("networkidle")
    (element or page).screenshot(path=os.path.join(FOLDER, f"{name}.png"))


def shoot_public(browser):
    """Save the screenshots of the public pages, each in its own window."""
    for name, (path, (width, height), scheme) in PUBLIC.items():
        page = browser.new_page(
            viewport={"width": width, "height": height}, color_scheme=scheme, locale="bg"
        )
        page.goto(SITE + path)
        shoot(page, name)
        page.close()


def sign_in(page, password):
    """Open the desk as the demo Editor."""
    page.goto(f"{SITE}/admin/")
    page.fill("[name=login]", "editor@example.org")
    page.fill("[name=password]", password)
    page.locator("button[type=submit]").last.click()
    page.wait_for_selector("#user-tools")


def main():
    """Take every screenshot; exits with code 1 and a message if something is missing."""
    password, chromium = os.environ.get("PASSWORD"), shutil.which("chromium")
    if not password or not chromium:
        sys.exit("Set PASSWORD to that of the demo accounts, and install chromium.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        shoot_public(browser)
        page = browser.new_page(viewport={"width": 1200, "height": 760}, locale="bg")
        sign_in(page, password)
        for name, path in ADMIN.items():
            page.goto(SITE + path)
            shoot(page, name)
        page.goto(SITE + ADMIN["library"])
        page.locator("#result_list .field-title a").first.click()
        page.locator(".focal-whole img").click(position={"x": 213, "y": 109})
        shoot(page, "focal", page.locator(".focal"))
        page.goto(f"{SITE}/admin/blog/post/add/")
        page.locator(".cke_button__librarypicture").click()
        page.locator(".picture-grid button").first.click()
        shoot(page, "editor-picture", page.locator(".picture-dialog"))
        browser.close()


if __name__ == "__main__":
    main()
