"""The library in a real browser: many files at once, centre of interest, replacing, the editor."""

import base64
from io import BytesIO

import pytest
from PIL import Image as Picture
from playwright.sync_api import expect

from blog.models import Post
from library.models import Image
from library.uploads import store
from tests import factories
from tests.browser.test_newsroom import sign_in
from tests.library.test_uploads import upload

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DROP = """([selector, files]) => {
  const transfer = new DataTransfer();
  for (const [name, type, content] of files) {
    const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type }));
  }
  const target = document.querySelector(selector);
  for (const kind of ["dragenter", "dragover", "drop"]) {
    target.dispatchEvent(new DragEvent(kind, { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }
}"""


def png(colour, size=(900, 600)):
    out = BytesIO()
    Picture.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def dropped(**files):
    return [
        [f"{name}.png", "image/png", base64.b64encode(content).decode()]
        for name, content in files.items()
    ]


def test_five_pictures_at_once_one_is_lead_one_is_replaced_none_in_use_is_deleted(
    page, live_server, client, complaints
):
    sign_in(page, live_server, "Editors")
    page.goto(f"{live_server.url}/admin/library/image/upload/")
    colours = {"red": "#a00", "green": "#0a0", "blue": "#00a", "black": "#000", "white": "#fff"}
    files = dropped(**{name: png(colour) for name, colour in colours.items()})
    page.evaluate(DROP, [".uploads", [*files, ["bad.png", "image/png", "PHN2Zz4="]]])
    expect(page.locator(".uploads-results .thumbnail")).to_have_count(5)
    expect(page.locator(".uploads-refused")).to_contain_text("bad.png")

    page.get_by_role("listitem").filter(has_text="red.png").get_by_role("link").click()
    expect(page.locator(".focal-mark")).to_be_visible()
    page.locator(".focal-whole img").click(position={"x": 5, "y": 5})
    expect(page.locator("[name=focal_x]")).not_to_have_value("50")
    place = page.locator(".focal-square").evaluate("crop => crop.style.objectPosition")
    assert place.startswith(f"{page.locator('[name=focal_x]').input_value()}%")
    page.locator("[name=alt_en]").fill("A red wall")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    post = factories.post(slug="walls")
    page.goto(f"{live_server.url}/admin/blog/post/{post.pk}/change/")
    page.get_by_role("button", name="Choose or upload a picture").click()
    dialog = page.get_by_role("dialog", name="Picture")
    dialog.get_by_role("button", name="red.png").click()
    expect(dialog.get_by_label("Alternative text")).to_have_value("A red wall")
    dialog.get_by_role("button", name="Use this picture").click()
    expect(page.locator("[name=lead_image_alt]")).to_have_value("A red wall")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    image = Image.objects.get(title="red.png")
    shown = client.get("/en/blog/walls/").text
    assert image.file.url in shown
    assert 'class="fx-' in shown
    assert 'alt="A red wall"' in shown

    old = image.file.url
    page.goto(f"{live_server.url}/admin/library/image/{image.pk}/change/")
    new = {"name": "new.png", "mimeType": "image/png", "buffer": png("#a80", (600, 900))}
    page.locator("[name=upload]").set_input_files(new)
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    image.refresh_from_db()
    assert image.file.url != old
    for path in ("/en/blog/walls/", "/en/blog/", "/en/feed.rss", "/en/blog/feed.json"):
        text = client.get(path).text
        assert image.file.url in text, path
        assert old not in text, path
    assert client.get(old)["Location"] == image.file.url

    page.goto(f"{live_server.url}/admin/library/image/{image.pk}/delete/")
    expect(page.locator("#content")).to_contain_text(post.title)
    expect(page.get_by_role("button", name="Yes")).to_have_count(0)
    assert complaints == []


def test_a_picture_is_picked_dropped_and_described_in_the_editor(page, live_server, complaints):
    kept = store(upload(png("#c80")), title="Bricks", alt={"en": "Yellow bricks"})
    post = factories.post(slug="bricks", body="<p>Before</p>")
    sign_in(page, live_server, "Editors")
    page.goto(f"{live_server.url}/admin/blog/post/{post.pk}/change/")
    editor = page.locator(".cke_editable")
    expect(editor).to_contain_text("Before")
    page.get_by_role("button", name="Picture", exact=True).click()
    dialog = page.locator(".picture-dialog")
    dialog.get_by_role("button", name="Bricks").click()
    alt = dialog.get_by_label("Alternative text")
    expect(alt).to_have_value("Yellow bricks")
    dialog.get_by_label("Caption").fill("In the centre")
    alt.fill("")
    page.keyboard.press("Enter")
    expect(dialog.get_by_role("status").first).to_contain_text("Describe the picture")
    alt.fill("Bricks in the rain")
    page.keyboard.press("Enter")
    expect(editor.locator("figure img")).to_have_count(1)

    page.evaluate(DROP, [".cke_editable", dropped(roof=png("#08c"))])
    dialog.get_by_label("Decorative").check()
    dialog.get_by_role("button", name="Insert into the text").click()
    expect(editor.locator("figure img")).to_have_count(2)
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()

    post = Post.objects.get(pk=post.pk)
    roof = Image.objects.get(title="roof.png")
    assert f'<figure data-image="{kept.uid}"><img alt="Bricks in the rain">' in post.body
    assert "<figcaption>In the centre</figcaption>" in post.body
    assert f'<figure data-image="{roof.uid}"><img alt=""></figure>' in post.body
    assert "/media/" not in post.body
    assert {use.image_id for use in kept.uses.all()} == {kept.pk}
    assert complaints == []
