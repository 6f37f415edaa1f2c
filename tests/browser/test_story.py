"""An Editor's morning, in Bulgarian: a post with everything in it, a killed browser, and its translation."""

import base64
import os
import signal
import sys
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image as Picture
from playwright.sync_api import expect

from blog.models import Post
from library.models import Document, Image
from tests import factories
from tests.browser.test_typing import another_browser
from tests.library import corpus

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EMAIL = "iva@example.org"
# What both languages took before: 64 clicks and 10 pages.
MOST_CLICKS, MOST_PAGES = 48, 7
PDF = {"name": "Programa.pdf", "mimeType": "application/pdf", "buffer": corpus.PDF}
PASTE_PICTURE = """([selector, content]) => {
  const clipboardData = new DataTransfer();
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  clipboardData.items.add(new File([bytes], "bees.png", { type: "image/png" }));
  const options = { clipboardData, bubbles: true, cancelable: true };
  document.querySelector(selector).dispatchEvent(new ClipboardEvent("paste", options));
}"""


def png(colour):
    content = BytesIO()
    Picture.new("RGB", (900, 600), colour).save(content, "PNG")
    return content.getvalue()


class Hands:
    """Does what a person does, and counts it: clicks, and pages that are loaded."""

    def __init__(self, page):
        self.page, self.clicks, self.pages = page, 0, 0
        page.on("load", self._count_page)
        page.on("dialog", lambda dialog: dialog.accept())
        self.editor = page.locator(".cke_editable")

    def _count_page(self, _page):
        self.pages += 1

    def take_over(self, other):
        """Go on counting where another pair of hands stopped."""
        self.clicks, self.pages = other.clicks, other.pages

    def click(self, what, **options):
        """Click something: a locator, or a selector."""
        self.clicks += options.get("click_count", 1)
        what = self.page.locator(what).first if isinstance(what, str) else what
        what.click(**options)

    def button(self, name):
        """Click a button of the form or of a dialog."""
        self.click(self.page.get_by_role("button", name=name, exact=True).first)

    def select(self, name, value):
        """Choose in a list: one click opens it, one chooses."""
        self.clicks += 2
        self.page.locator(f"select[name={name}]").select_option(value)

    def file(self, label, file):
        """Choose a file: one click on the field; the rest is the system's window."""
        self.clicks += 1
        self.page.get_by_role("dialog").get_by_label(label).set_input_files(file)

    def type(self, words):
        self.page.keyboard.type(words)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def find(self, field, words):
        """Choose in a field that searches: a click, some letters, Enter."""
        self.click(f".field-{field} .select2-selection")
        with self.page.expect_response(lambda answer: "autocomplete" in answer.url):
            self.type(words)
        expect(self.page.locator(".select2-results__option--highlighted")).to_contain_text(words)
        self.press("Enter")

    def sign_in(self, live_server):
        self.page.goto(f"{live_server.url}/admin/")
        self.page.locator("[name=login]").fill(EMAIL)
        self.page.locator("[name=password]").fill("correct horse")
        self.press("Enter")
        expect(self.page.locator("#content-main")).to_be_visible()
        self.page.wait_for_load_state()
        self.pages = 0


def write_body(hands):
    """Write a heading, a paragraph with an own link and a PDF, a list, a table and a pasted picture."""
    page = hands.page
    hands.click(hands.editor)
    hands.click(".cke_combo__format .cke_combo_button")
    hands.click(page.frame_locator(".cke_panel_frame").get_by_title("Заглавие", exact=True))
    hands.type("Пчелите в града")
    hands.press("Enter")
    hands.type("Разказваме за ")
    hands.press("Control+l")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("combobox")).to_be_focused()
    hands.type("Инвес")
    expect(dialog.get_by_role("option")).to_have_count(1)
    hands.press("Enter", "Enter")
    expect(dialog).to_have_count(0)
    hands.type(" и за програмата: ")
    hands.button("Документ")
    hands.file("Или качете нов", PDF)
    expect(dialog.get_by_label("Заглавие на документа")).to_be_focused()
    hands.press("Enter")
    expect(dialog.get_by_label("Текст на връзката")).to_be_focused()
    hands.press("Enter")
    expect(dialog).to_have_count(0)
    hands.press("Enter")
    hands.click(".cke_button__bulletedlist")
    hands.type("мед")
    hands.press("Enter")
    hands.type("восък")
    hands.press("Enter", "Enter")
    hands.click(".cke_button__table")
    hands.click(".cke_dialog_ui_button_ok")
    hands.type("Година")
    hands.press("Control+End")
    page.evaluate(PASTE_PICTURE, [".cke_editable", base64.b64encode(png("#c98a1b")).decode()])
    expect(dialog.get_by_label("Алтернативен текст")).to_be_focused()
    hands.type("Кошери на покрив")
    hands.press("Enter")
    expect(hands.editor.locator("figure img")).to_be_visible()


def choose_head_picture(hands, words):
    """Upload the head picture, say what must stay visible, and describe it."""
    dialog = hands.page.get_by_role("dialog")
    hands.click(".image-chooser-choose")
    hands.file("Качете", {"name": "city.png", "mimeType": "image/png", "buffer": png("#33475b")})
    expect(dialog.get_by_label("Алтернативен текст")).to_be_focused()
    hands.type(words)
    hands.click(dialog.locator(".focal-whole img"), position={"x": 20, "y": 20})
    hands.button("Използвай това изображение")
    expect(dialog).to_have_count(0)


def begin(hands, live_server):
    """Write the Bulgarian text up to its picture."""
    hands.sign_in(live_server)
    hands.click("tr.model-post .addlink")
    expect(hands.editor).to_be_visible()
    hands.select("language", "bg")
    hands.press("Tab")
    hands.type("Пчелите на Кнежа")
    hands.press("Tab")
    hands.type("Какво научихме от пчелите тази година.")
    write_body(hands)
    choose_head_picture(hands, "Покриви в центъра на града")
    hands.select("story_kind", "publication")


def go_on(hands):
    """Take what was typed, say what it is about, look at it, and publish it."""
    page = hands.page
    hands.click("tr.model-post .addlink")
    hands.click(page.locator(".typing-offer a.button"))
    expect(hands.editor.locator("figure img")).to_be_visible()
    expect(page.locator("[name=title]")).to_have_value("Пчелите на Кнежа")
    hands.find("projects", "InvesTech")
    hands.find("organisations", "ТУЕС")
    hands.find("topics", "Пчели")
    hands.select("status", "published")
    with page.expect_popup() as opened:
        hands.button("Преглед")
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Пчелите на Кнежа")
    expect(opened.value.locator(".preview-bar")).to_be_visible()
    opened.value.close()
    assert not Post.objects.exists()
    hands.click("input[name=_continue]")
    expect(page.locator(".messagelist .success")).to_be_visible()


def translate(hands, piece, words):
    """Type over a piece of the copied text."""
    hands.click(hands.editor.locator(piece).first)
    hands.press("Home", "Shift+End")
    hands.type(words)


def write_translation(hands):
    """Type over the copy of the original, describe the pictures anew, and publish it."""
    page = hands.page
    hands.click(page.get_by_role("link", name="Превод на: английски"))
    expect(hands.editor).to_be_visible()
    hands.press("Tab")
    hands.type("The bees of Knezha")
    hands.press("Tab")
    hands.type("What the bees taught us this year.")
    translate(hands, "h2", "Bees in the city")
    translate(hands, "p >> nth=0", "We tell about InvesTech.")
    translate(hands, "li >> nth=0", "honey")
    translate(hands, "li >> nth=1", "wax")
    translate(hands, "td >> nth=0", "Year")
    hands.click(hands.editor.locator("figure"), click_count=2)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("Алтернативен текст")).to_be_focused()
    hands.type("Hives on a roof")
    hands.press("Enter")
    expect(dialog).to_have_count(0)
    hands.click("[name=lead_image_alt]")
    hands.type("Roofs in the centre of the city")
    hands.select("status", "published")
    hands.click("input[name=_continue]")
    expect(page.locator(".messagelist .success")).to_be_visible()


def expect_readers_get_it():
    """Expect the page and its document for everybody."""
    reader, post, document = Client(), Post.objects.get(), Document.objects.get()
    shown = reader.get("/bg/blog/pchelite-na-knezha/").text
    for part in (
        "<h2>Пчелите в града</h2>",
        '<a href="/bg/proekti/investech/">',
        "<li>мед</li>",
        "Година",
        'alt="Кошери на покрив"',
        'alt="Покриви в центъра на града"',
        '<a href="/bg/partnyori/tues/">',
        document.get_absolute_url(),
    ):
        assert part in shown, part
    opened = reader.get(document.get_absolute_url())
    assert opened.status_code == 200
    opened.close()
    assert Image.objects.get(lead_of_posts=post).focal_x < 40


def test_from_the_first_word_to_both_languages(
    page, live_server, playwright, tmp_path, complaints, capsys
):
    factories.user("Editors", email=EMAIL, interface_language="bg")
    factories.project(slug="investech", acronym="InvesTech")
    partner = factories.organisation(slug="tues", languages=())
    partner.texts.create(
        language="bg", name="Технологично училище", acronym="ТУЕС", text="<p>Училище</p>"
    )
    factories.topic(slug="bees", label={"bg": "Пчели", "en": "Bees"})

    with another_browser(playwright, tmp_path) as (first, process):
        before = Hands(first)
        begin(before, live_server)
        first.wait_for_timeout(2500)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)
    hands = Hands(page)
    hands.sign_in(live_server)
    hands.take_over(before)
    go_on(hands)
    expect_readers_get_it()
    write_translation(hands)

    shown = Client().get("/en/blog/the-bees-of-knezha/").text
    for part in ("<h2>Bees in the city</h2>", "<li>wax</li>", 'alt="Hives on a roof"', "Year"):
        assert part in shown, part
    assert complaints == []
    told = f"A post in both languages: {hands.clicks} clicks, {hands.pages} pages"
    with capsys.disabled():
        sys.stdout.write(f"\n{told}\n")
    assert hands.clicks <= MOST_CLICKS, told
    assert hands.pages <= MOST_PAGES, told
