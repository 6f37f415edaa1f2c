"""The smaller tools of the editor: videos, footnotes, the language of a part, special characters."""

import re

import pytest
from playwright.sync_api import expect

from tests import factories
from tests.browser.test_links import body_of, data_of, dialog_of, opened, save
from tests.browser.test_newsroom import sign_in
from tests.browser.test_paste import PASTE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VIDEO = "https://youtu.be/dQw4w9WgXcQ"
EMBED = (
    '<iframe width="560" height="315" src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?si=x"'
    ' title="YouTube video player" allowfullscreen></iframe>'
)


def choose_language(page, name):
    # The editor looks five times a second what is selected; no hand is faster.
    page.wait_for_timeout(300)
    page.get_by_role("button", name="Language of this part").click()
    page.frame_locator(".cke_panel_frame >> visible=true").get_by_role("option", name=name).click()


class TestVideo:
    def test_by_a_button(self, page, live_server, client, complaints):
        post = factories.post(slug="one", body="<p>We met</p>")
        sign_in(page, live_server, "Editors")
        editor = opened(page, live_server, post)
        dialog = dialog_of(page, "Video")
        expect(dialog.get_by_label("Address of the video")).to_be_focused()
        page.keyboard.type("https://example.org/film")
        page.keyboard.press("Enter")
        expect(dialog.get_by_role("status")).to_contain_text(
            "This is no video on YouTube or Vimeo."
        )
        dialog.get_by_label("Address of the video").fill("youtu.be/dQw4w9WgXcQ")
        dialog.get_by_label("Title on the card").fill("The meeting")
        page.keyboard.press("Enter")
        expect(dialog).to_have_count(0)
        card = editor.locator("[data-cke-video='Video on YouTube']")
        expect(card).to_have_text("The meeting")
        page.keyboard.type("After it")
        save(page)
        stored = f'<p><a href="{VIDEO}">The meeting</a></p>'
        assert body_of(post).split() == f"<p>We met</p> {stored} <p>After it</p>".split()
        assert "data-player" in client.get("/en/blog/one/").text
        assert complaints == []

    def test_opened_again_by_a_double_click(self, page, live_server):
        post = factories.post(body=f'<p>x</p><p><a href="{VIDEO}">Old</a></p>')
        sign_in(page, live_server, "Editors")
        editor = opened(page, live_server, post)
        editor.locator("[data-cke-video] a").dblclick()
        dialog = page.get_by_role("dialog", name="Video")
        expect(dialog.get_by_label("Address of the video")).to_have_value(VIDEO)
        dialog.get_by_label("Title on the card").fill("New")
        page.keyboard.press("Enter")
        expect(editor.locator("[data-cke-video]")).to_have_text("New")
        save(page)
        assert f'<p><a href="{VIDEO}">New</a></p>' in body_of(post)

    @pytest.mark.parametrize("is_plain", [True, False], ids=["plain", "html"])
    def test_a_pasted_embed_code_becomes_one(self, page, live_server, is_plain, complaints):
        post = factories.post(body="<p>Before</p>")
        sign_in(page, live_server, "Editors")
        editor = opened(page, live_server, post)
        if is_plain:
            page.evaluate(
                PASTE.replace('"text/html", html', '"text/plain", html').replace(
                    'clipboardData.setData("text/plain", "plain");', ""
                ),
                [".cke_editable", EMBED],
            )
        else:
            page.evaluate(PASTE, [".cke_editable", f"<p>{EMBED}</p><p>x</p>"])
        expect(editor.locator("[data-cke-video='Video on YouTube']")).to_be_visible()
        save(page)
        address = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
        assert f'<p><a href="{address}">{address}</a></p>' in body_of(post)
        assert "iframe" not in body_of(post)
        assert complaints == []


class TestFootnotes:
    def add(self, page, words):
        dialog = dialog_of(page, "Footnote")
        expect(dialog.get_by_label("Text of the note")).to_be_focused()
        page.keyboard.type(words)
        dialog.get_by_role("button", name="Insert the footnote").click()
        expect(dialog).to_have_count(0)

    def test_numbers_follow_the_order(self, page, live_server, client, complaints):
        post = factories.post(slug="one", body="<p>First</p><p>Second</p>")
        sign_in(page, live_server, "Editors")
        editor = opened(page, live_server, post)
        self.add(page, "Of the second")
        expect(editor.locator("sup")).to_have_text(["1"])
        editor.locator("p").first.click()
        page.keyboard.press("End")
        self.add(page, "Of the first")
        expect(editor.locator("sup")).to_have_text(["1", "2"])
        expect(editor.locator("ol li")).to_have_text(["Of the first ↩", "Of the second ↩"])
        page.keyboard.type(" and more")
        save(page)
        body = body_of(post)
        keys = re.findall(r'href="#note-(\w{6})" id="ref-\1"', body)
        assert len(set(keys)) == 2
        assert re.findall(r"<li id=\"note-(\w+)\">", body) == keys
        assert "First<sup>" in body
        assert "</sup> and more" in body
        shown = client.get("/en/blog/one/").text
        assert all(f'href="#ref-{key}"' in shown for key in keys)
        assert complaints == []

    def test_a_deleted_reference_takes_its_note_and_undo_brings_both_back(self, page, live_server):
        post = factories.post(body="<p>First</p><p>Second</p>")
        sign_in(page, live_server, "Editors")
        editor = opened(page, live_server, post)
        self.add(page, "B")
        editor.locator("p").first.click()
        page.keyboard.press("End")
        self.add(page, "A")
        page.keyboard.press("Backspace")
        expect(editor.locator("sup")).to_have_text(["1"])
        expect(editor.locator("ol li")).to_have_text(["B ↩"])
        page.keyboard.press("Control+z")
        expect(editor.locator("ol li")).to_have_text(["A ↩", "B ↩"])
        expect(editor.locator("sup")).to_have_text(["1", "2"])

    def test_a_reference_that_is_cut_and_put_elsewhere_keeps_its_note(self, page, live_server):
        post = factories.post(body="<p>First</p><p>Second</p>")
        sign_in(page, live_server, "Editors")
        editor = opened(page, live_server, post)
        editor.locator("p").first.click()
        page.keyboard.press("End")
        self.add(page, "A")
        reference = editor.locator("sup").evaluate("sup => sup.outerHTML")
        page.keyboard.press("Backspace")
        expect(editor.locator("ol")).to_have_count(0)
        editor.locator("p").last.click()
        page.evaluate(PASTE, [".cke_editable", reference])
        expect(editor.locator("ol li")).to_have_text(["A ↩"])
        save(page)
        assert re.search(r'<ol>\s*<li id="note-\w{6}">A <a href="#ref-', body_of(post))

    def test_the_button_and_enter_lead_to_the_note_and_back(self, page, live_server):
        post = factories.post(body="<p>First</p>")
        sign_in(page, live_server, "Editors")
        editor = opened(page, live_server, post)
        self.add(page, "A")
        editor.locator("sup a").dblclick()
        page.keyboard.type("My ")
        expect(editor.locator("ol li")).to_have_text(["My A ↩"])
        page.keyboard.press("Enter")
        page.keyboard.type("!")
        expect(editor.locator("p")).to_have_text("First1!")
        expect(page.get_by_role("dialog")).to_have_count(0)


class TestLanguage:
    def test_of_words_of_a_paragraph_and_none(self, page, live_server, complaints):
        post = factories.post(body="<p>Read <strong>Weltanschauung</strong> now</p><p>Ein Satz</p>")
        sign_in(page, live_server, "Editors")
        editor = opened(page, live_server, post)
        editor.locator("strong").dblclick()
        choose_language(page, "German")
        expect(editor.locator("span[lang=de]")).to_have_text("Weltanschauung")
        editor.locator("p").last.click()
        choose_language(page, "German")
        expect(editor.locator("p[lang=de]")).to_have_text("Ein Satz")
        save(page)
        assert 'lang="de"' in body_of(post)
        assert body_of(post).endswith('<p lang="de">Ein Satz</p>')
        editor = opened(page, live_server, post)
        page.keyboard.press("Control+a")
        choose_language(page, "that of the whole text")
        expect(editor.locator("[lang]")).to_have_count(0)
        save(page)
        assert "lang" not in body_of(post)
        assert "<strong>Weltanschauung</strong>" in body_of(post)
        assert complaints == []

    def test_a_second_choice_takes_the_place_of_the_first(self, page, live_server):
        post = factories.post(body='<p>Read <span lang="de">une lettre</span> now</p>')
        sign_in(page, live_server, "Editors")
        editor = opened(page, live_server, post)
        editor.locator("span").click()
        choose_language(page, "French")
        expect(editor.locator("[lang]")).to_have_attribute("lang", "fr")
        expect(editor.locator("[lang]")).to_have_text("une lettre")


def test_special_characters_have_names(page, live_server, complaints):
    post = factories.post(body="<p>Article</p>")
    sign_in(page, live_server, "Editors")
    opened(page, live_server, post)
    for name in ("space at which no line ends", "section sign"):
        dialog = dialog_of(page, "Special character")
        expect(dialog.get_by_role("button").first).to_be_focused()
        dialog.get_by_role("button", name=name).focus()
        page.keyboard.press("Enter")
        expect(dialog).to_have_count(0)
    page.keyboard.type("5")
    assert data_of(page).strip() in {"<p>Article\u00a0§5</p>", "<p>Article&nbsp;§5</p>"}
    save(page)
    assert body_of(post).replace("&nbsp;", "\u00a0") == "<p>Article\u00a0§5</p>"
    assert complaints == []


def test_the_quotation_button_says_what_it_is(page, live_server):
    sign_in(page, live_server, "Editors")
    opened(page, live_server, factories.post(body="<p>x</p>"))
    expect(page.get_by_role("button", name=re.compile("^Quotation: a paragraph"))).to_be_visible()
