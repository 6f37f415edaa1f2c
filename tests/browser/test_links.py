"""Links in the editor: found by name, typed as addresses, to documents; and what readers see of them."""

import base64

import pytest
from playwright.sync_api import expect

from blog.models import Post
from library.models import Document
from tests import factories
from tests.browser.test_face import AXE, OPTIONS, VIOLATIONS
from tests.browser.test_library import DROP
from tests.browser.test_newsroom import sign_in
from tests.library import corpus

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PDF = {"name": "Kniga_za_grada.pdf", "mimeType": "application/pdf", "buffer": corpus.PDF}


def opened(page, live_server, post):
    """Open the form of a post; return its editor with the cursor at the end."""
    page.goto(f"{live_server.url}/admin/blog/post/{post.pk}/change/")
    editor = page.locator(".cke_editable")
    expect(editor).to_be_visible()
    to_the_end(page, editor)
    return editor


def to_the_end(page, editor):
    editor.locator("p").last.click()
    page.keyboard.press("Control+End")


def dialog_of(page, name="Link"):
    page.get_by_role("button", name=name, exact=True).click()
    return page.get_by_role("dialog")


def save(page):
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def body_of(post):
    return Post.objects.get(pk=post.pk).body


def data_of(page):
    return page.evaluate("Object.values(CKEDITOR.instances)[0].getData()")


def test_a_thing_is_found_by_its_name_in_either_alphabet(page, live_server, client, complaints):
    partner = factories.organisation(slug="inves", languages=())
    partner.texts.create(language="en", name="InvesTech", text="<p>Text</p>")
    factories.organisation()
    post = factories.post(slug="one", body="<p>We met </p>")
    sign_in(page, live_server, "Editors")
    editor = opened(page, live_server, post)
    page.keyboard.press("Control+l")
    dialog = page.get_by_role("dialog", name="Link")
    field = dialog.get_by_role("combobox")
    expect(field).to_be_focused()
    expect(dialog.get_by_role("option")).to_have_count(3)
    page.keyboard.type("Инвес")
    expect(dialog.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(dialog.get_by_label("The words of the link")).to_have_value("InvesTech")
    expect(dialog).to_contain_text("Leads to InvesTech (organisation · English)")
    page.keyboard.type("our partner")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    expect(editor.locator("a")).to_have_text("our partner")
    expect(editor.locator("a")).to_have_attribute("title", "InvesTech · organisation · English")
    save(page)
    assert f'<a href="ref:{partner.uid}">our partner</a>' in body_of(post)
    assert '<a href="/en/partners/inves/">our partner</a>' in client.get("/en/blog/one/").text
    assert complaints == []


def test_arrows_choose_and_selected_words_stay(page, live_server):
    factories.page(title="About us")
    chosen = factories.page(title="About the city", slug="city")
    post = factories.post(body="<p>Read <strong>more</strong></p>")
    sign_in(page, live_server, "Editors")
    editor = opened(page, live_server, post)
    editor.locator("strong").dblclick()
    dialog = dialog_of(page)
    page.keyboard.type("about")
    option = dialog.get_by_role("option", name="About the city")
    expect(option).to_be_visible()
    expect(dialog.get_by_role("option")).to_have_count(2)
    if option.get_attribute("aria-selected") != "true":
        page.keyboard.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(dialog.get_by_label("The words of the link")).to_be_hidden()
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    save(page)
    body = body_of(post)
    assert f'href="ref:{chosen.uid}"' in body
    assert body.count("<a ") == 1
    assert "<strong>" in body


def test_a_link_never_stands_in_another(page, live_server):
    chosen = factories.document(title={"en": "Statutes"})
    post = factories.post(
        body='<p>Read <a href="https://example.org/">all <em>of</em> it</a> now</p>'
    )
    sign_in(page, live_server, "Editors")
    editor = opened(page, live_server, post)
    for put_cursor in (
        lambda: editor.locator("em").click(),
        lambda: page.keyboard.press("Control+a"),
    ):
        put_cursor()
        dialog = dialog_of(page, "Document")
        dialog.get_by_role("option", name="Statutes").click()
        page.keyboard.press("Enter")
        expect(dialog).to_have_count(0)
        assert data_of(page).count("<a ") == 1
    save(page)
    link = f'<a href="ref:{chosen.uid}">'
    assert body_of(post) == f"<p>{link}Read all <em>of</em> it now</a></p>"


@pytest.mark.parametrize(
    ("typed", "href"),
    [
        ("example.org/a?b=c", "https://example.org/a?b=c"),
        ("www.example.org", "https://www.example.org"),
        ("http://example.org/", "http://example.org/"),
        ("office@example.org", "mailto:office@example.org"),
        ("+359 (2) 123-45-67", "tel:+35921234567"),
        ("0888 123 456", "tel:0888123456"),
        ("#notes", "#notes"),
    ],
)
def test_an_address_is_recognised(page, live_server, typed, href):
    post = factories.post(body="<p>See </p>")
    sign_in(page, live_server, "Editors")
    opened(page, live_server, post)
    dialog = dialog_of(page)
    dialog.get_by_role("combobox").fill(typed)
    # Sooner than the list comes.
    page.keyboard.press("Enter")
    words = dialog.get_by_label("The words of the link")
    expect(words).to_be_focused()
    words.fill("here")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    save(page)
    assert f'<a href="{href}">here</a>' in body_of(post)


def test_what_is_no_address_is_none(page, live_server):
    post = factories.post(body="<p>See </p>")
    sign_in(page, live_server, "Editors")
    opened(page, live_server, post)
    dialog = dialog_of(page)
    field = dialog.get_by_role("combobox")
    for typed in ("javascript:alert(1)", "ftp://example.org/", "two words", "data:text/html,x"):
        field.fill(typed)
        page.keyboard.press("Enter")
        expect(dialog.get_by_role("status")).to_have_text("Nothing found.")
        expect(dialog.get_by_role("button", name="Insert the link")).to_be_disabled()


def test_the_address_of_a_page_of_this_site_shows_the_page(page, live_server):
    one, two = factories.post(slug="one", body="<p>See </p>"), factories.post(slug="two")
    sign_in(page, live_server, "Editors")
    opened(page, live_server, one)
    dialog = dialog_of(page)
    dialog.get_by_role("combobox").fill("/en/blog/two/#part")
    option = dialog.get_by_role("option")
    expect(option).to_have_count(1)
    expect(option).to_contain_text(two.title)
    option.click()
    dialog.get_by_role("button", name="Insert the link").click()
    save(page)
    assert f'<a href="ref:{two.uid}#part">{two.title}</a>' in body_of(one)


def test_an_existing_link_shows_its_target_is_changed_and_removed(page, live_server, complaints):
    draft, public = factories.page("draft", title="Plans"), factories.page(title="Results")
    body = (
        f'<p>See <a href="ref:{draft.uid}#part">our plans</a>, '
        f'<a href="ref:{public.uid}">the results</a> and '
        '<a href="ref:bb2e61a6-20cd-424e-b8df-921454a82443">nothing</a>.</p>'
    )
    post = factories.post(body=body)
    sign_in(page, live_server, "Editors")
    editor = opened(page, live_server, post)
    plans = editor.get_by_text("our plans")
    expect(plans).to_have_attribute("data-cke-broken", "hidden")
    expect(editor.get_by_text("nothing")).to_have_attribute("data-cke-broken", "gone")
    expect(editor.get_by_text("the results")).not_to_have_attribute("data-cke-broken", "hidden")
    assert page.evaluate("Object.values(CKEDITOR.instances)[0].checkDirty()") is False
    data = data_of(page)
    assert "title" not in data
    assert "cke" not in data
    assert data.replace("\n", "") == body

    plans.dblclick()
    dialog = page.get_by_role("dialog", name="Link")
    expect(dialog.get_by_role("option")).to_have_count(0)
    expect(dialog).to_contain_text("Leads to Plans (page · English · draft)")
    expect(dialog).to_contain_text("Readers do not see it yet")
    expect(dialog).not_to_contain_text("ref:")
    dialog.get_by_label("The words of the link").fill("what we plan")
    dialog.get_by_role("button", name="Change the link").click()
    assert f'<a href="ref:{draft.uid}#part">what we plan</a>' in data_of(page)

    editor.get_by_text("the results").click()
    dialog = dialog_of(page)
    expect(dialog).to_contain_text("Leads to Results")
    dialog.get_by_role("combobox").fill("example.org")
    dialog.get_by_role("option", name="https://example.org").click()
    page.keyboard.press("Enter")
    assert '<a href="https://example.org">the results</a>' in data_of(page)

    editor.get_by_text("nothing").dblclick()
    dialog = page.get_by_role("dialog", name="Link")
    expect(dialog).to_contain_text("Nothing is there any more")
    dialog.get_by_role("button", name="Remove the link").click()
    expect(page.locator(".cke_dialog")).to_have_count(0)
    save(page)
    body = body_of(post)
    assert f'<a href="ref:{draft.uid}#part">what we plan</a>' in body
    assert "and nothing.</p>" in body
    assert "title" not in body
    assert complaints == []


def test_no_way_leads_to_the_dialog_of_the_editor_itself(page, live_server):
    post = factories.post(body='<p><a href="https://example.org/">words</a></p>')
    sign_in(page, live_server, "Editors")
    editor = opened(page, live_server, post)
    ours = page.get_by_role("dialog", name="Link")
    for way in (
        lambda: editor.locator("a").dblclick(),
        lambda: dialog_of(page),
        lambda: page.keyboard.press("Control+k"),
        lambda: page.evaluate("Object.values(CKEDITOR.instances)[0].execCommand('link')"),
    ):
        editor.locator("a").click()
        way()
        expect(ours).to_have_count(1)
        expect(page.locator(".cke_dialog")).to_have_count(0)
        page.keyboard.press("Escape")
        expect(ours).to_have_count(0)


def test_a_document_is_uploaded_linked_and_read_by_everybody(page, live_server, client, complaints):
    post = factories.post(slug="one", body="<p>Read </p>")
    sign_in(page, live_server, "Editors")
    editor = opened(page, live_server, post)
    dialog = dialog_of(page, "Document")
    dialog.get_by_label("Or upload one").set_input_files(PDF)
    title = dialog.get_by_label("Title of the document")
    expect(title).to_have_value("Kniga za grada")
    expect(dialog.get_by_label("Language of the document")).to_have_value("en")
    title.fill("Книга за града")
    dialog.get_by_label("Language of the document").select_option("bg")
    dialog.get_by_role("button", name="Upload", exact=True).click()
    expect(dialog).to_contain_text("Leads to Книга за града (document · PDF")
    expect(dialog.get_by_label("The words of the link")).to_have_value("Книга за града")
    page.keyboard.press("Enter")
    expect(editor.locator("a")).to_have_text("Книга за града")
    document = Document.objects.get()
    assert client.get(document.get_absolute_url()).status_code == 404
    save(page)
    assert f'<a href="ref:{document.uid}">Книга за града</a>' in body_of(post)

    page.goto(f"{live_server.url}/en/blog/one/")
    link = page.get_by_role("link", name="Книга за града")
    expect(link.locator("xpath=..")).to_contain_text("Bulgarian)")
    assert client.get(link.get_attribute("href")).getvalue() == corpus.PDF
    page.goto(f"{live_server.url}/admin/library/document/{document.pk}/change/")
    expect(page.locator(".field-uses")).to_contain_text(post.title)
    expect(page.locator(".field-visible")).to_contain_text("everybody")
    assert complaints == []


def test_a_dropped_file_that_is_there_already_is_offered(page, live_server):
    post = factories.post(body="<p>Read </p>")
    sign_in(page, live_server, "Editors")
    editor = opened(page, live_server, post)
    content = base64.b64encode(corpus.PDF).decode()
    for title in ("Statutes", "Again"):
        page.evaluate(DROP, [".cke_editable", [["a.pdf", "application/pdf", content]]])
        dialog = page.get_by_role("dialog", name="Document")
        dialog.get_by_label("Title of the document").fill(title)
        page.keyboard.press("Enter")
        if title == "Again":
            expect(dialog.get_by_role("status")).to_contain_text("already in the library")
            dialog.get_by_role("option", name="Statutes").click()
        expect(dialog.get_by_label("The words of the link")).to_be_focused()
        page.keyboard.press("Enter")
        expect(dialog).to_have_count(0)
        to_the_end(page, editor)
    assert Document.objects.count() == 1
    save(page)
    assert body_of(post).count(f'<a href="ref:{Document.objects.get().uid}">Statutes</a>') == 2


@pytest.mark.parametrize(
    ("button", "colours"),
    [
        ("Document", "dark"),
        *(
            pytest.param(*field, marks=pytest.mark.grid)
            for field in (("Document", "light"), ("Link", "light"), ("Link", "dark"))
        ),
    ],
)
def test_the_dialog_is_accessible_and_fits_a_narrow_screen(page, live_server, button, colours):
    factories.document(title={"en": "A handbook for trainers in cities of every size " * 3})
    post = factories.post(body="<p>Read </p>")
    page.emulate_media(color_scheme=colours)
    page.set_viewport_size({"width": 360, "height": 740})
    sign_in(page, live_server, "Editors")
    opened(page, live_server, post)
    dialog = dialog_of(page, button)
    dialog.get_by_role("combobox").fill("handbook")
    expect(dialog.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    if button == "Document":
        dialog.get_by_label("Or upload one").set_input_files(PDF)
        expect(dialog.get_by_label("Title of the document")).to_be_focused()
    page.evaluate(AXE)
    assert page.evaluate(VIOLATIONS.replace("document", "'.link-dialog'"), OPTIONS) == []
    assert dialog.evaluate("dialog => dialog.scrollWidth <= dialog.clientWidth")
    assert dialog.evaluate("dialog => dialog.getBoundingClientRect().right <= 360")


def test_a_refused_file_is_refused_with_a_sentence(page, live_server):
    post = factories.post(body="<p>Read </p>")
    sign_in(page, live_server, "Editors")
    opened(page, live_server, post)
    dialog = dialog_of(page, "Document")
    dialog.get_by_label("Or upload one").set_input_files({**PDF, "buffer": b"<html>"})
    dialog.get_by_role("button", name="Upload", exact=True).click()
    expect(dialog.get_by_role("status")).to_contain_text("This is not a document we can accept")
    expect(dialog.get_by_label("Title of the document")).to_be_visible()
