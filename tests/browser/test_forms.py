"""The forms of the admin and what stands over them: accessible, and without a complaint of the browser."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from publishing.models import KeptTyping
from tests import factories
from tests.admin import filled
from tests.browser.test_face import AXE, OPTIONS, VIOLATIONS
from tests.browser.test_newsroom import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# The admin's own column for the name of a row has no heading.
STOCK = '<th class="original"></th>'


def typed_by(person, post):
    """Make what a person has typed in the form of a post."""
    client = Client()
    client.force_login(person)
    form = filled(client.get(f"/admin/blog/post/{post.pk}/change/"))
    return KeptTyping.objects.create(
        person=person,
        form="blog.post",
        object_key=str(post.pk),
        fields=urlencode({**form, "title": "Пчелите", "lead": "Друго"}, doseq=True),
        typed_at=timezone.now(),
        device="Firefox, Windows",
    )


@pytest.mark.parametrize(
    ("language", "colours", "width"),
    [
        ("bg", "dark", 360),
        *(
            pytest.param(*field, marks=pytest.mark.grid)
            for field in (
                *(("bg", "light", 360), ("bg", "light", 1280), ("bg", "dark", 1280)),
                *(("en", "light", 360), ("en", "dark", 360), ("en", "light", 1280)),
                ("en", "dark", 1280),
            )
        ),
    ],
)
def test_accessible_and_as_wide_as_the_screen(
    page, live_server, complaints, language, colours, width
):
    post = factories.post(language="bg", lead_image=None)
    twin = factories.post("draft", language="en", story=post.story)
    project = factories.project("draft")
    page.emulate_media(color_scheme=colours)
    page.set_viewport_size({"width": width, "height": 800})
    person = sign_in(page, live_server, "Editors", interface_language=language)
    typed = typed_by(person, post)
    found = []
    for path in (
        f"/admin/blog/post/{post.pk}/change/",
        f"/admin/blog/post/{post.pk}/change/?typing={typed.key}",
        f"/admin/blog/post/{twin.pk}/change/",
        f"/admin/projects/project/{project.pk}/change/",
        f"/admin/typing/{typed.key}/",
        f"{post.get_absolute_url()}?preview={typed.key}",
        f"/admin/preview/sides/?path={twin.get_absolute_url()}",
        "/admin/guide/",
    ):
        page.goto(live_server.url + path)
        if "change" in path:
            expect(page.locator(".cke_editable").first).to_be_visible()
        page.evaluate(AXE)
        # Without reading the stylesheets anew, in ways of which the browser would complain.
        rules = page.evaluate(VIOLATIONS, {**OPTIONS, "preload": False})
        found += [(path, *rule) for rule in rules if STOCK not in rule[1]]
        too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found += [(path, "wider than the screen", too_wide)] if too_wide > 0 else []
    assert not found + complaints, "\n".join(map(str, found + complaints))


def test_time_and_place_are_asked_of_an_event_alone(page, live_server):
    post = factories.post("draft", kind="news", language="en")
    sign_in(page, live_server, "Editors", interface_language="en")
    page.goto(f"{live_server.url}/admin/blog/post/{post.pk}/change/")
    first_day, date_shown = page.get_by_label("First day"), page.get_by_label("Date shown")
    expect(first_day).to_be_hidden()
    expect(date_shown).to_be_visible()
    page.get_by_label("Kind").select_option("event")
    expect(first_day).to_be_visible()
    expect(date_shown).to_be_hidden()
    first_day.fill("2030-12-01")
    page.get_by_label("Begins at").fill("18:30")
    page.get_by_role("button", name="Save", exact=True).first.click()
    page.wait_for_url("**/admin/blog/post/")
    post.refresh_from_db()
    assert post.story.event.starts_at.isoformat() == "18:30:00"
    assert post.begins_at.isoformat() == "2030-12-01T16:30:00+00:00"
