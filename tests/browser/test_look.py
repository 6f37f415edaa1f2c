"""The editor's text looks as on the site; who may only look sees what readers see."""

from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from PIL import Image as Picture
from playwright.sync_api import expect

from blog.models import Post
from library.uploads import store
from tests import factories
from tests.browser.test_library import png
from tests.browser.test_newsroom import sign_in
from tests.library.test_uploads import upload

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BODY = """<p>First <a href="https://example.org/">link</a>, <strong>strong</strong>, <em>em</em>,
<code>code</code>, H<sub>2</sub>O, m<sup>2</sup>, <small>small</small>, <q>quoted</q>,
<abbr title="European Union">EU</abbr>, <cite>cited</cite>, <s>gone</s>.</p>
<p>Second paragraph</p>
<h2>Heading</h2><p>After it</p><h3>Smaller</h3><p>Text</p><h4>Smallest</h4>
<ul><li>bullet<ul><li>nested</li></ul></li><li>another</li></ul>
<ol><li>number<ol><li>nested number</li></ol></li></ol>
<blockquote><p>Said</p></blockquote>
<pre>as  typed</pre><hr>
<table><caption>What it shows</caption><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>
<tbody><tr><th scope="row">row</th><td>cell</td></tr><tr><td>one</td><td>two</td></tr></tbody></table>
<figure data-image="{uid}"><img alt="Bricks"><figcaption>In the centre</figcaption></figure>
<p>Last</p>"""
ELEMENTS = (
    *("p:nth-of-type(1)", "p:nth-of-type(2)", "h2", "h2 + p", "h3", "h4"),
    *("ul", "ul > li", "ul ul", "ul ul > li", "ol", "ol > li", "ol ol", "ol ol > li"),
    *(
        "blockquote",
        "blockquote p",
        "pre",
        "code",
        "hr",
        "table",
        "caption",
        "thead th",
        "tbody th",
    ),
    *("tbody tr", "td", "tr + tr td:first-child", "figure", "figure img", "figcaption"),
    *("a", "strong", "em", "sub", "sup", "small", "q", "abbr", "cite", "s"),
)
PROPERTIES = (
    *("color", "background-color", "font-family", "font-size", "font-weight", "font-style"),
    *("line-height", "letter-spacing", "text-transform", "text-align", "text-decoration-line"),
    *("text-decoration-thickness", "text-underline-offset", "text-wrap", "vertical-align"),
    *(
        "margin-top",
        "margin-right",
        "margin-bottom",
        "margin-left",
        "display",
        "max-width",
        "width",
    ),
    *("padding-top", "padding-right", "padding-bottom", "padding-left", "hyphens", "quotes"),
    *("border-top", "border-right", "border-bottom", "border-left", "border-collapse"),
    *("list-style-type", "list-style-position", "overflow-wrap", "white-space", "min-width"),
)
STYLES = """([root, selectors, properties]) => Object.fromEntries(selectors.map((selector) => {
  const found = document.querySelector(root).querySelector(selector);
  const style = found && getComputedStyle(found);
  const whole = (size) => size.replace(/[0-9.]+/, (number) => Math.round(number));
  const drawn = (name) => (name === "width" ? whole(style.width) : style[name]);
  return [selector, style && Object.fromEntries(properties.map((name) => [name, drawn(name)]))];
}))"""


def styles(page, root):
    """Return how the browser draws each kind of element in a text, once its fonts are there."""
    page.evaluate("document.fonts.ready.then(() => true)")
    return page.evaluate(STYLES, [root, ELEMENTS, PROPERTIES])


def differences(here, there):
    """Return ``{(element, property): (here, there)}`` of what is drawn differently."""
    assert [name for name in here if not (here[name] and there[name])] == []
    return {
        (element, name): (here[element][name], value)
        for element, drawn in there.items()
        for name, value in drawn.items()
        if here[element][name] != value
    }


def text_of_everything(**fields):
    image = store(upload(png("#c80")), title="Bricks", alt={"en": "Bricks", "bg": "Тухли"})
    return factories.post(body=BODY.replace("{uid}", str(image.uid)), **fields)


def set_theme(page, theme):
    page.evaluate("theme => localStorage.setItem('theme', theme)", theme)


@pytest.mark.parametrize(
    ("language", "theme", "scheme"),
    [
        ("bg", "light", "dark"),
        ("en", "dark", "light"),
        *(
            pytest.param(*field, marks=pytest.mark.grid)
            for field in (
                ("bg", "dark", "light"),
                ("bg", "auto", "dark"),
                ("en", "light", "dark"),
                ("en", "auto", "dark"),
            )
        ),
    ],
)
def test_lists_tables_and_pictures_in_the_editor_look_as_on_the_site(
    page, live_server, complaints, language, theme, scheme
):
    post = text_of_everything(language=language)
    shown = scheme if theme == "auto" else theme
    page.emulate_media(color_scheme=shown)
    page.goto(live_server.url + post.get_absolute_url())
    on_site = styles(page, ".prose .text")

    page.emulate_media(color_scheme=scheme)
    sign_in(page, live_server, "Editors")
    set_theme(page, theme)
    page.goto(f"{live_server.url}/admin/blog/post/{post.pk}/change/")
    expect(page.locator(".cke_editable figure img")).to_be_visible()
    assert differences(styles(page, ".cke_editable"), on_site) == {}
    assert page.locator(".cke_editable").get_attribute("lang") == language
    assert complaints == []

    page.context.clear_cookies()
    sign_in(page, live_server, "Writers", email="writer@example.org")
    page.goto(f"{live_server.url}/admin/blog/post/{post.pk}/change/")
    assert differences(styles(page, ".field-body .text"), on_site) == {}
    assert complaints == []


def open_editor(page, live_server, **fields):
    post = factories.post("draft", **fields)
    sign_in(page, live_server, "Editors")
    page.goto(f"{live_server.url}/admin/blog/post/{post.pk}/change/")
    expect(page.locator(".cke_editable")).to_be_visible()
    return post


def test_the_box_grows_and_its_toolbar_stays_in_sight(page, live_server):
    open_editor(page, live_server, body="<p>Short</p>")
    box = page.locator(".cke_editable")
    least = box.bounding_box()["height"]
    assert least > 200
    box.click()
    page.keyboard.press("Control+End")
    for _line in range(30):
        page.keyboard.press("Enter")
        page.keyboard.type("Line")
    assert box.bounding_box()["height"] > least + 500
    assert box.evaluate("box => box.scrollHeight - box.clientHeight") <= 1
    assert page.locator(".cke_top").bounding_box()["y"] >= 0
    expect(page.locator(".cke_path, .cke_bottom")).to_have_count(0)


def test_the_browser_checks_the_spelling_in_the_language_of_the_text(page, live_server):
    open_editor(page, live_server, language="bg")
    box = page.locator(".cke_editable")
    assert box.evaluate("box => box.spellcheck")
    assert box.get_attribute("lang") == "bg"
    page.get_by_label("Language:").select_option("en")
    expect(box).to_have_attribute("lang", "en")


def test_texts_in_rows_have_the_languages_of_their_rows(page, live_server):
    project = factories.project("draft")
    sign_in(page, live_server, "Editors")
    page.goto(f"{live_server.url}/admin/projects/project/{project.pk}/change/")
    for number in range(project.texts.count()):
        field = page.locator(f"#texts-{number} .field-text")
        language = page.locator(f"[name=texts-{number}-language]").input_value()
        expect(field.locator(".cke_editable")).to_have_attribute("lang", language)


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ["Text", "Heading", "Smaller heading", "Smallest heading", "As typed"]),
        (
            "bg",
            ["Текст", "Заглавие", "По-малко заглавие", "Най-малко заглавие", "Както е написано"],
        ),
    ],
)
def test_the_menu_of_headings_calls_them_by_what_they_are(page, live_server, language, names):
    post = open_editor(page, live_server)
    get_user_model().objects.update(interface_language=language)
    page.reload()
    page.locator(".cke_editable").click()
    page.locator(".cke_combo__format a").click()
    menu = page.frame_locator(".cke_combopanel__format iframe")
    expect(menu.locator(".cke_panel_listItem").last).to_be_visible()
    assert menu.locator(".cke_panel_listItem").all_inner_texts() == names
    menu.get_by_text(names[2], exact=True).click()
    expect(page.locator(".cke_editable h3")).to_have_text(f"Body {post.title.split()[1]}")


def test_what_has_no_button_survives_the_editor(page, live_server):
    body = (
        '<p><code>a</code> <s>b</s> <span lang="de">c</span></p><hr><table><tbody><tr>'
        "<td>d</td></tr></tbody><tfoot><tr><td>e</td></tr></tfoot></table>"
        '<ol><li id="note">f</li></ol>'
    )
    post = open_editor(page, live_server, body=body)
    page.get_by_label("Title:").fill("Changed")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    saved = Post.objects.get(pk=post.pk).body.replace("\n", "").replace("\t", "")
    assert saved == body


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_toolbar_follows_the_theme_and_fits_a_phone(page, live_server, theme):
    page.set_viewport_size({"width": 360, "height": 740})
    open_editor(page, live_server)
    set_theme(page, theme)
    page.reload()
    expect(page.locator(".cke_editable")).to_be_visible()
    for button in page.locator(".cke_top a:visible").all():
        box = button.bounding_box()
        assert box["x"] >= 0, box
        assert box["x"] + box["width"] <= 345, box
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    shot = Picture.open(BytesIO(page.locator(".cke_top").screenshot())).convert("L")
    darkest, lightest = shot.getextrema()
    ground = shot.getpixel((3, 3))
    assert (ground < 60) == (theme == "dark")
    assert lightest - darkest > 120
    page.locator(".cke_top .cke_button__table").click()
    shot = Picture.open(BytesIO(page.locator(".cke_dialog_title").screenshot())).convert("L")
    assert (shot.getpixel((3, 3)) < 60) == (theme == "dark")
