"""What is pasted from a word processor or another site comes out clean."""

import pytest
from playwright.sync_api import expect

from blog.models import Post
from tests import factories
from tests.browser.test_newsroom import sign_in

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
