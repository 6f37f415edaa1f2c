"""The contact form in Chromium, with and without JavaScript."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from delivery import clock, due
from pages import due as due_of_pages
from pages.models import Message
from tests import factories
from tests.browser.test_face import AXE, OPTIONS, VIOLATIONS
from tests.pages.test_messages import mail_away

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EN, BG = "/en/contacts/", "/bg/kontakti/"
WORDS = {EN: ("Send", "Thank you", "A project"), BG: ("Изпратете", "Благодарим ви", "Проект")}


@pytest.fixture
def contacts():
    """The contact page in both languages."""
    page = factories.page(slug="contacts", title="Contacts", role="contact")
    factories.page(slug="kontakti", title="Контакти", language="bg", role="contact", key=page.key)
    for language in ("en", "bg"):
        factories.site_text(language, address="Sofia", phone="+359 2 123", register_number="1")


@pytest.fixture
def visitor(browser, live_server, contacts):
    """Open the contact page as a visitor; see that there is never a cookie."""
    opened = []

    def visit(path=EN, **options):
        context = browser.new_context(base_url=live_server.url, **options)
        complaints = []
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        opened.append((context, complaints))
        return page

    yield visit
    for context, complaints in opened:
        assert context.cookies() == []
        assert complaints == []
        context.close()


@pytest.fixture
def no_hurry(monkeypatch):
    """Let a form be sent at once."""
    monkeypatch.setattr("pages.contact.tokens.YOUNGEST", -1)


def fill(page, path=EN, mail="ana@example.org"):
    """Fill in the form as a person does."""
    page.select_option("#contact-subject", label=WORDS[path][2])
    page.fill("#contact-name", "Ана Petrova")
    page.fill("#contact-mail", mail)
    page.fill("#contact-text", "Good morning,\nhow are you?")
    page.check("#contact-consent")


def kept():
    """Return the only message."""
    message = Message.objects.get()
    return message.language, message.name, message.text


@pytest.mark.usefixtures("no_hurry")
@pytest.mark.parametrize("path", [EN, BG])
def test_with_a_script_one_press_sends_it(visitor, path):
    page = visitor(path)
    with page.expect_response(re.compile(r"\?token=1")):
        fill(page, path)
    expect(page.locator("input[name=token]")).not_to_have_value("")
    page.get_by_role("button", name=WORDS[path][0]).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS[path][1])
    assert kept() == (path[1:3], "Ана Petrova", "Good morning,\nhow are you?")
    page.reload()
    page.go_back()
    assert Message.objects.count() == 1


@pytest.mark.parametrize("path", [EN, BG])
def test_without_scripts_the_second_press_sends_it_and_no_press_is_too_fast(visitor, path):
    page = visitor(path, java_script_enabled=False)
    fill(page, path)
    send = page.get_by_role("button", name=WORDS[path][0])
    send.click()
    expect(page.locator("#contact-text")).to_have_value("Good morning,\nhow are you?")
    assert not Message.objects.exists()
    send.click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#contact-consent")).to_be_checked()
    page.wait_for_timeout(3100)
    send.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(WORDS[path][1])
    assert kept() == (path[1:3], "Ана Petrova", "Good morning,\nhow are you?")


@pytest.mark.usefixtures("no_hurry")
def test_a_refusal_keeps_what_was_typed_and_is_accessible(visitor):
    page = visitor(bypass_csp=True, viewport={"width": 320, "height": 800}, color_scheme="dark")
    for wanted in ("", "name@example.org"):
        if wanted:
            # Chromium itself accepts it; the site does not.
            fill(page, mail="ana@nowhere")
            page.get_by_role("button", name="Send").click()
            expect(page.locator("#contact-mail_error")).to_contain_text(wanted)
        page.evaluate(AXE)
        assert page.evaluate(VIOLATIONS, OPTIONS) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    expect(page.locator("#contact-text")).to_have_value("Good morning,\nhow are you?")
    page.fill("#contact-mail", "ana@example.org")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert kept()[0] == "en"


@pytest.mark.usefixtures("no_hurry")
def test_a_robot_is_thanked_for_nothing(visitor):
    page = visitor()
    fill(page)
    trap = page.locator("#contact-homepage")
    assert trap.bounding_box()["x"] < 0
    trap.evaluate("field => { field.value = 'https://spam.example' }")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert not Message.objects.exists()


@pytest.mark.usefixtures("no_hurry")
def test_by_keyboard_alone(visitor):
    page = visitor()
    page.focus("#contact-subject")
    page.keyboard.type("A p")
    for typed in ("Ana", "ana@example.org", "Good morning"):
        page.keyboard.press("Tab")
        page.keyboard.type(typed)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator("#contact-consent")).to_be_checked()
    expect(page.locator("input[name=token]")).not_to_have_value("")
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Send")).to_be_focused()
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert Message.objects.get().subject == "project"


@pytest.mark.usefixtures("no_hurry")
def test_a_flood_is_refused_kindly_and_what_was_written_arrives_when_mail_is_back(
    visitor, mailoutbox
):
    factories.site_text("en", mail="office@example.org")
    with mail_away():
        for number in range(6):
            page = visitor()
            fill(page)
            page.fill("#contact-text", f"Message {number}")
            page.get_by_role("button", name="Send").click()
            if number < 5:
                expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
        due.run(clock.now())
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("#contact-text")).to_have_value("Message 5")
    assert Message.objects.count() == 5

    assert Message.objects.filter(mailed_at=None).exclude(mail_error="").count() == 5
    due.run(clock.now() + timedelta(minutes=10))
    assert len(mailoutbox) == 5
    Message.objects.update(delete_on=clock.today())
    due_of_pages.plan()
    due.run(clock.now() + timedelta(hours=2))
    assert not Message.objects.exists()
