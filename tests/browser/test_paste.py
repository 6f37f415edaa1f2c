"""What is pasted from a word processor or another site comes out clean."""

from base64 import b64encode

import pytest
from playwright.sync_api import expect

from blog.models import Post
from library.models import Image
from tests import factories
from tests.browser.test_library import png
from tests.browser.test_links import body_of, opened, save
from tests.browser.test_newsroom import picture, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASTE = """([selector, html]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", "plain");
  const target = document.querySelector(selector);
  target.focus();
  const options = { clipboardData, bubbles: true, cancelable: true };
  target.dispatchEvent(new ClipboardEvent("paste", options));
}"""
# The same with what else a clipboard may hold.
PASTE_FILES = """([selector, html, rtf, files]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/html", html);
  clipboardData.setData("text/plain", "plain");
  if (rtf) clipboardData.setData("text/rtf", rtf);
  for (const [name, type, content] of files) {
    const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
    clipboardData.items.add(new File([bytes], name, { type }));
  }
  const target = document.querySelector(selector);
  const options = { clipboardData, bubbles: true, cancelable: true };
  target.dispatchEvent(new ClipboardEvent("paste", options));
}"""
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>
<meta name=Generator content="Microsoft Word 15"><style>p.MsoNormal{margin:0cm}</style></head><body>
<!--StartFragment--><h1 style='color:red'>Заглавие<o:p></o:p></h1>
<p class=MsoNormal style='mso-margin-top-alt:auto;font-family:"Times New Roman"'><b>Плътно</b>
и <span style='color:#1F3864;mso-ansi-language:BG'>„цветно“</span><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>първо</p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp;</span></span><![endif]>второ</p>
<!--EndFragment--></body></html>"""
WEB = """<div class="entry" style="font-size:40px" onclick="steal()"><h2 id="x">From the web</h2>
<p>Words <a href="https://example.org/" target="_blank" onclick="go()">and a link</a>
<a href="javascript:go()">bad</a></p><script>go()</script><iframe src="https://example.org/"></iframe>
<img src="https://example.org/spy.gif" alt="spy"><table bgcolor="red"><tr><td width="5">cell</td></tr>
</table><form><input name="q"></form></div>"""


@pytest.mark.parametrize(
    ("pasted", "held", "gone"),
    [
        (
            WORD,
            ("<h2>Заглавие</h2>", "<strong>Плътно</strong>", "„цветно“", "<ol>", "<li>първо</li>"),
            ("Mso", "mso-", "style", "class", "<o:p", "<span", "[if"),
        ),
        (
            WEB,
            ("<h2>From the web</h2>", '<a href="https://example.org/">and a link</a>', "cell"),
            ("style", "class", "onclick", "javascript", "script", "iframe", "spy", "input"),
        ),
    ],
    ids=["word", "web"],
)
def test_pasted_text_keeps_its_structure_and_nothing_else(page, live_server, pasted, held, gone):
    post = factories.post("draft", slug="pasted", body="<p>Before</p>")
    sign_in(page, live_server, "Editors")
    page.goto(f"{live_server.url}/admin/blog/post/{post.pk}/change/")
    editor = page.locator(".cke_editable")
    expect(editor).to_contain_text("Before")
    page.evaluate(PASTE, [".cke_editable", pasted])
    expect(editor).to_contain_text("второ" if pasted is WORD else "cell")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    body = Post.objects.get(pk=post.pk).body
    for part in held:
        assert part in body, body
    for part in gone:
        assert part not in body, body


def pasted_into_a_post(page, live_server, html, rtf="", files=()):
    """Open the form of a post and paste into its text; return the post and the editor."""
    post = factories.post(slug="pasted", body="<p>Before</p>")
    sign_in(page, live_server, "Editors")
    editor = opened(page, live_server, post)
    page.evaluate(PASTE_FILES, [".cke_editable", html, rtf, list(files)])
    return post, editor


@pytest.mark.parametrize("kind", ["data", "file", "word"])
def test_pictures_of_the_clipboard_go_into_the_library(page, live_server, kind, complaints):
    content = png("red")
    encoded = b64encode(content).decode()
    source = f"data:image/png;base64,{encoded}" if kind == "data" else "https://example.org/x.png"
    pasted, rtf = f'<p>One</p><p><img src="{source}" alt="A field"></p><p>Two</p>', ""
    if kind == "word":
        first = '<p class=MsoNormal><img width=9 src="file:///C:/image001.png" alt="A field"></p>'
        pasted = WORD.replace("<h1", f"{first}<h1", 1)
        rtf = rf"{{\rtf1{{\*\shppict{{\pict\pngblip\bliptag-1 {content.hex()}}}}}}}"
    post, editor = pasted_into_a_post(
        page,
        live_server,
        pasted,
        rtf,
        [["image.png", "image/png", encoded]] if kind == "file" else [],
    )
    dialog = page.get_by_role("dialog", name="Pictures of the pasted text")
    words = dialog.get_by_label("Alternative text")
    expect(words).to_have_value("A field")
    expect(words).to_be_focused()
    words.fill("")
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    words.fill("A red field")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(editor.locator("figure img")).to_be_visible()
    expect(page.locator(".cke_notification")).to_have_count(0)
    save(page)
    image = Image.objects.get()
    assert image.title.startswith("image" if kind == "file" else "A field")
    assert f'<figure data-image="{image.uid}"><img alt="A red field"></figure>' in body_of(post)
    assert complaints == []


def test_a_pasted_text_can_come_without_its_pictures(page, live_server):
    encoded = b64encode(png("red")).decode()
    pasted = f'<p>One</p><p><img src="data:image/png;base64,{encoded}"></p><p>Two</p>'
    post, _editor = pasted_into_a_post(page, live_server, pasted)
    page.get_by_role("dialog").get_by_role("button", name="Insert without the pictures").click()
    expect(page.locator(".cke_notification")).to_contain_text("pictures (1)")
    save(page)
    assert "One" in body_of(post)
    assert "Two" in body_of(post)
    assert "figure" not in body_of(post)


def test_what_a_paste_cannot_bring_is_said(page, live_server, complaints):
    _post, editor = pasted_into_a_post(page, live_server, WEB)
    told = page.locator(".cke_notification")
    for words in ("pictures (1)", "embedded players (1)", "forms (1)", "forbidden address (1)"):
        expect(told).to_contain_text(words)
    expect(told).to_contain_text("Add pictures with the button “Picture”.")
    expect(editor).to_contain_text("bad")
    expect(editor.locator("a")).to_have_text(["and a link"])
    save(page)
    # It was said already.
    expect(page.locator(".messagelist .warning")).to_have_count(0)
    assert complaints == []


def test_what_saving_leaves_out_is_said_once(page, live_server):
    post = factories.post(slug="pasted", body="<p>Before</p>")
    sign_in(page, live_server, "Editors")
    opened(page, live_server, post)
    page.get_by_role("button", name="Source", exact=True).click()
    page.locator("textarea.cke_source").fill(
        '<p>x <a href="javascript:go()">y</a></p><iframe src="https://example.org/"></iframe>'
    )
    save(page)
    told = page.locator(".messagelist .warning")
    expect(told).to_have_text(
        "Left out of the text: embedded players (1), links with a forbidden address (1). "
        "Add a video with the button “Video”. The words of such links are still there."
    )
    assert body_of(post) == "<p>x y</p>"
    page.reload()
    expect(told).to_have_count(0)


def test_source_that_is_shown_again_loses_nothing_silently(page, live_server):
    post = factories.post(slug="pasted", body="<p>Before</p>")
    sign_in(page, live_server, "Editors")
    editor = opened(page, live_server, post)
    source = page.get_by_role("button", name="Source", exact=True)
    source.click()
    page.locator("textarea.cke_source").fill(
        '<p>x</p><iframe src="https://player.vimeo.com/video/123456789?h=1"></iframe><form>y</form>'
    )
    source.click()
    expect(page.locator(".cke_notification")).to_contain_text("forms (1)")
    expect(editor.locator("[data-cke-video]")).to_have_text("https://vimeo.com/123456789")


def test_a_copied_picture_of_the_text_stays_that_picture(page, live_server):
    image = picture()
    figure = f'<figure data-image="{image.uid}"><img src="{image.file.url}" alt="Here"></figure>'
    post, editor = pasted_into_a_post(page, live_server, f"<p>One</p>{figure}<p>Two</p>")
    expect(editor.locator("figure img")).to_be_visible()
    expect(page.locator(".cke_notification")).to_have_count(0)
    save(page)
    assert f'<figure data-image="{image.uid}"><img alt="Here"></figure>' in body_of(post)
