"""One way to choose a picture, in a text and in a field: found, dropped, pasted, described, cropped."""

import base64

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import expect

from blog.models import Post
from library.models import Image
from library.uploads import store
from partners.models import Organisation
from tests import factories
from tests.browser.test_face import AXE, OPTIONS, VIOLATIONS
from tests.browser.test_library import DROP, dropped, png
from tests.browser.test_newsroom import sign_in
from tests.library.test_uploads import heic, upload

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASTE = """files => {
  const transfer = new DataTransfer();
  for (const [name, type, content] of files) {
    const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type }));
  }
  const options = { clipboardData: transfer, bubbles: true, cancelable: true };
  document.body.dispatchEvent(new ClipboardEvent("paste", options));
}"""
FIELD = ".image-chooser"


@pytest.fixture
def bricks():
    alt = {"en": "Yellow bricks", "bg": "Жълти тухли"}
    return store(upload(png("#c80")), title="Bricks", alt=alt)


@pytest.fixture
def dialog(page):
    return page.get_by_role("dialog", name="Picture")


def open_form(page, live_server, row, group="Editors", **fields):
    sign_in(page, live_server, group, **fields)
    label = row._meta.label_lower.replace(".", "/")
    page.goto(f"{live_server.url}/admin/{label}/{row.pk}/change/")
    return page.locator(FIELD)


def save(page):
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def test_the_head_picture_is_chosen_described_and_cropped_without_a_pop_up(
    page, live_server, dialog, bricks, complaints
):
    post = factories.post(slug="one")
    field = open_form(page, live_server, post)
    field.get_by_role("button", name="Choose or upload").click()
    dialog.get_by_role("button", name="Bricks").click()
    alt = dialog.get_by_label("Alternative text")
    expect(alt).to_have_value("Yellow bricks")
    alt.fill("")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("status").first).to_contain_text("Describe the picture")
    alt.fill("Bricks in the rain")
    dialog.locator(".focal-whole img").click(position={"x": 5, "y": 5})
    expect(dialog.get_by_text("Saved in the library")).to_be_visible()
    dialog.get_by_role("button", name="Use this picture").click()
    expect(dialog).to_have_count(0)
    expect(field.get_by_role("button", name="Choose another picture")).to_be_focused()
    assert field.get_by_role("presentation").bounding_box()["width"] >= 240
    expect(field).to_contain_text("Bricks in the rain")
    expect(page.locator("[name=lead_image_alt]")).to_have_value("Bricks in the rain")
    save(page)
    post.refresh_from_db()
    bricks.refresh_from_db()
    assert (post.lead_image, post.lead_image_alt) == (bricks, "Bricks in the rain")
    assert bricks.focal_x < 10
    assert bricks.focal_y < 10
    assert page.context.pages == [page]
    assert complaints == []


def test_decorative_takes_the_words_away_and_removing_the_picture(
    page, live_server, dialog, bricks
):
    post = factories.post(lead_image=bricks, lead_image_alt="Bricks in the rain")
    field = open_form(page, live_server, post)
    field.get_by_role("button", name="Description and crop").click()
    expect(dialog.get_by_label("Alternative text")).to_have_value("Bricks in the rain")
    dialog.get_by_label("Decorative").check()
    page.keyboard.press("Enter")
    expect(field).to_contain_text("decorative")
    expect(page.locator("[name=lead_image_alt]")).to_have_value("")
    expect(page.locator("[name=lead_image_decorative]")).to_be_checked()
    field.get_by_role("button", name="Remove the picture").click()
    expect(field.get_by_role("button", name="Choose or upload")).to_be_focused()
    save(page)
    assert Post.objects.get().lead_image is None


def test_a_file_dropped_on_the_field_or_pasted_is_uploaded_and_chosen(
    page, live_server, dialog, complaints
):
    partner = factories.organisation(slug="tues")
    field = open_form(page, live_server, partner)
    page.evaluate(DROP, [FIELD, dropped(roof=png("#08c"))])
    # The words of a logo are the library's.
    expect(dialog.get_by_text("Alternative text in the library: missing")).to_be_visible()
    expect(dialog.get_by_label("Alternative text")).to_have_count(0)
    dialog.get_by_role("button", name="Use this picture").click()
    expect(field).to_contain_text("roof.png")

    # Elsewhere a paste is no business of the field.
    page.locator("[name=site]").focus()
    page.evaluate(PASTE, dropped(wall=png("#a00")))
    expect(dialog).to_have_count(0)
    field.get_by_role("button", name="Choose another picture").focus()
    page.evaluate(PASTE, dropped(wall=png("#a00")))
    dialog.get_by_role("button", name="Use this picture").click()
    expect(field).to_contain_text("wall.png")
    save(page)
    assert Organisation.objects.get(pk=partner.pk).logo == Image.objects.get(title="wall.png")
    assert complaints == []


def test_what_is_in_the_library_already_is_taken_at_a_press(page, live_server, dialog, bricks):
    field = open_form(page, live_server, factories.post())
    page.evaluate(DROP, [FIELD, dropped(copy=png("#c80"))])
    use = dialog.get_by_role("button", name="Use “Bricks”")
    expect(use).to_be_focused()
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Use this picture").click()
    expect(field).to_contain_text("Bricks")
    assert Image.objects.get() == bricks


def test_an_upload_that_breaks_off_says_so_and_is_repeated_at_a_press(page, live_server, dialog):
    field = open_form(page, live_server, factories.post())
    page.route("**/library/image/upload/", lambda route: route.abort())
    page.evaluate(DROP, [FIELD, dropped(roof=png("#08c"))])
    expect(dialog.get_by_text("The connection was lost")).to_be_visible()
    page.unroute("**/library/image/upload/")
    dialog.get_by_role("button", name="Try again").click()
    dialog.get_by_label("Alternative text").fill("A roof")
    dialog.get_by_role("button", name="Use this picture").click()
    expect(field).to_contain_text("roof.png")


def test_several_files_are_kept_and_each_refusal_says_what_to_do(page, live_server, dialog):
    open_form(page, live_server, factories.post())
    phone = ["IMG_1.HEIC", "", base64.b64encode(heic()).decode()]
    pdf = ["paper.pdf", "application/pdf", base64.b64encode(b"%PDF-1.7\n%%EOF").decode()]
    page.evaluate(DROP, [FIELD, [*dropped(roof=png("#08c"), wall=png("#a00")), phone, pdf]])
    expect(dialog.get_by_role("button", name="roof.png")).to_be_visible()
    expect(dialog.get_by_role("button", name="wall.png")).to_be_visible()
    refused = dialog.get_by_role("listitem")
    expect(refused.filter(has_text="IMG_1.HEIC")).to_contain_text("Most Compatible")
    expect(refused.filter(has_text="paper.pdf")).to_contain_text("This is a document")
    expect(dialog.get_by_role("status").first).to_contain_text("Choose one")


def test_a_figure_of_the_text_is_changed_in_its_place(page, live_server, dialog, bricks):
    roof = store(upload(png("#08c")), title="Roof", alt={"en": "A blue roof"})
    figure = (
        f'<figure data-image="{bricks.uid}" data-untranslated=""><img alt="Wet bricks">'
        "<figcaption>In the centre</figcaption></figure>"
    )
    post = factories.post(slug="one", body=f"<p>Before</p>{figure}<p>After</p>")
    open_form(page, live_server, post)
    page.locator(".cke_editable figure img").dblclick()
    expect(dialog.get_by_label("Alternative text")).to_have_value("Wet bricks")
    expect(dialog.get_by_label("Caption")).to_have_value("In the centre")
    dialog.get_by_role("button", name="Choose another picture").click()
    dialog.get_by_role("button", name="Roof").click()
    expect(dialog.get_by_label("Alternative text")).to_have_value("A blue roof")
    dialog.get_by_role("button", name="Insert into the text").click()
    save(page)
    changed = f'<figure data-image="{roof.uid}"><img alt="A blue roof">'
    body = Post.objects.get().body.replace("\n", "")
    assert body == (
        f"<p>Before</p>{changed}<figcaption>In the centre</figcaption></figure><p>After</p>"
    )


def test_words_pasted_from_an_office_program_stay_words(page, live_server, dialog, bricks):
    field = open_form(page, live_server, factories.post(lead_image=bricks))
    field.get_by_role("button", name="Description and crop").click()
    both = PASTE.replace("const options", 'transfer.setData("text/plain", "words"); const options')
    page.evaluate(both, dropped(words=png("#111")))
    page.wait_for_timeout(300)
    expect(dialog.get_by_label("Alternative text")).to_be_visible()
    assert not Image.objects.filter(title="words.png").exists()


def test_a_writer_sees_a_public_picture_without_the_marker(page, live_server, dialog, bricks):
    factories.post(slug="public", lead_image=bricks)
    draft = factories.post("draft", lead_image=bricks, lead_image_alt="Bricks")
    field = open_form(page, live_server, draft, "Writers")
    with page.expect_response("**/focal/"):
        field.get_by_role("button", name="Description and crop").click()
    expect(dialog.locator(".focal-whole img")).to_be_visible()
    expect(dialog.locator(".focal-mark")).to_be_hidden()
    expect(dialog.get_by_role("slider")).to_have_count(0)
    dialog.locator(".focal-whole img").click(position={"x": 5, "y": 5})
    bricks.refresh_from_db()
    assert bricks.focal_x == 50


def test_what_is_chosen_is_kept_without_saving(page, live_server, dialog, bricks):
    field = open_form(page, live_server, factories.post())
    # What stands in the form is known to the script from here on.
    expect(page.locator(".cke_editable")).to_be_visible()
    page.wait_for_timeout(300)
    field.get_by_role("button", name="Choose or upload").click()
    dialog.get_by_role("button", name="Bricks").click()
    with page.expect_response(lambda answer: "/keep" in answer.url or "typing" in answer.url):
        dialog.get_by_role("button", name="Use this picture").click()
    expect(page.locator(".typing-state").first).not_to_be_empty()
    page.evaluate("window.onbeforeunload = null")
    page.on("dialog", lambda question: question.accept())
    page.reload()
    expect(field).to_contain_text("Bricks")
    expect(page.locator("[name=lead_image_alt]")).to_have_value("Yellow bricks")


def test_the_keyboard_alone_is_enough(page, live_server, dialog, bricks):
    field = open_form(page, live_server, factories.post())
    page.get_by_text("Picture:", exact=True).click()
    choose = field.get_by_role("button", name="Choose or upload")
    expect(choose).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    page.keyboard.press("Escape")
    expect(choose).to_be_focused()
    page.keyboard.press("Enter")
    dialog.get_by_role("button", name="Bricks").press("Enter")
    expect(dialog.get_by_label("Alternative text")).to_be_focused()
    slider = dialog.get_by_role("slider", name="from the left")
    slider.press("ArrowLeft")
    expect(dialog.get_by_text("Saved in the library")).to_be_visible()
    bricks.refresh_from_db()
    assert bricks.focal_x == 49
    dialog.get_by_label("Alternative text").press("Enter")
    expect(field).to_contain_text("Yellow bricks")


@pytest.mark.parametrize(
    ("scheme", "width"),
    [
        ("dark", 360),
        *(
            pytest.param(*field, marks=pytest.mark.grid)
            for field in (("light", 360), ("light", 1280), ("dark", 1280))
        ),
    ],
)
def test_axe_finds_nothing_and_the_dialog_fits_the_screen(
    browser, live_server, bricks, scheme, width
):
    # We inject the rules into the page; the site's own policy would refuse them.
    context = browser.new_context(
        bypass_csp=True, color_scheme=scheme, viewport={"width": width, "height": 740}
    )
    page = context.new_page()
    open_form(page, live_server, factories.post(language="bg", lead_image=bricks))
    get_user_model().objects.update(interface_language="bg")
    page.reload()
    page.evaluate(AXE)

    def judge(root):
        part = VIOLATIONS.replace("document", f"document.querySelector('{root}')")
        assert page.evaluate(part, OPTIONS) == []
        box = page.locator(root).bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        inner = page.locator(root).evaluate("node => node.scrollWidth - node.clientWidth")
        assert inner <= 0

    field = page.locator(FIELD)
    judge(FIELD)
    field.get_by_role("button").nth(0).click()
    expect(page.locator(".picture-grid button")).to_have_count(1)
    judge(".picture-dialog")
    page.locator(".picture-grid button").click()
    expect(page.get_by_role("slider")).to_have_count(2)
    judge(".picture-dialog")
    context.close()
