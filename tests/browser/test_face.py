"""The public pages in a real browser: accessible to everyone, without tracking."""

from datetime import time, timedelta
from pathlib import Path

import axe_playwright_python
import pytest
from django.utils import timezone
from playwright.sync_api import expect

from blog.models import StoryOrganisation, StoryPerson
from projects.models import Participation, Programme, ResultLink
from tests import factories

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js")).read_text()
# Only violations are computed and reported in full: the rest would take as long again.
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
VIOLATIONS = """options => axe.run(document, options).then(
  ({ violations }) => violations.map((rule) => [rule.id, rule.nodes[0].html])
)"""


@pytest.fixture
def paths():
    """Every kind of page, with what may break one: long words, no content, no picture."""
    project = factories.project(
        slug="investech",
        start="2020-01",
        planned_end="2999-01",
        programme=Programme.objects.get(code="erasmus-2021"),
        funding="co_funded",
        granting_authority={"en": "EACEA"},
    )
    partner = factories.organisation(slug="tues", country="BG", city={"en": "Sofia"})
    Participation.objects.create(project=project, organisation=partner, role="partner")
    factories.result(of=project, date="2021-05")
    guide = factories.result(of=project, slug="guide")
    ResultLink.objects.create(result=guide, url="https://example.org/guide", language="en")
    body = "<h2>Part</h2><p>Text</p>" * 4 + "<table><tr><th scope='col'>A</th></tr></table>"
    lead = "What the text is about, in more words than a narrow line can hold. " * 4
    post = factories.post(
        slug="one", title="Participation " * 14, lead=lead, body=body, byline="TUES"
    )
    post.story.projects.add(project)
    post.story.organisations.add(partner)
    post.story.topics.add(factories.topic())
    factories.post(
        language="bg",
        story=post.story,
        slug="edno",
        title="Непротивоконституционстваувателствувайте",
        lead="За какво е текстът, с повече думи, отколкото побира тесният ред. " * 4,
    )
    event = factories.event(
        languages=("en", "bg"),
        slug="evening",
        starts_on=timezone.localdate() + timedelta(days=3),
        starts_at=time(18, 30),
        place={"en": "Hall 1\n4th floor", "bg": "Зала 1"},
        registration="https://example.org/register",
    )
    person = factories.person(slug="ana", mail="ana@example.org", organisation=partner)
    factories.role(on=factories.body(), of=person)
    StoryPerson.write(post.story, "author", [person])
    StoryPerson.write(event.story, "guest", [person])
    StoryOrganisation.write(event.story, "organiser", [partner])
    factories.page(slug="contacts", role="contact", menu="main")
    above = factories.page(slug="about", menu="main")
    factories.page(slug="board", parent=above, menu="main")
    factories.promotion()
    return [
        *("/en/", "/bg/", "/en/blog/", "/bg/novini/", "/en/blog/one/", "/bg/blog/edno/"),
        *("/en/projects/", "/bg/proekti/investech/", "/en/partners/", "/bg/partnyori/tues/"),
        *("/en/results/", "/bg/proekti/investech/rezultati/guide/"),
        *("/en/about/", "/en/about/board/", "/en/search/?q=participation", "/bg/tarsene/?q=wrong"),
        *("/en/events/", "/bg/sabitia/evening/", "/en/contacts/"),
        *("/en/people/", "/en/people/ana/", "/bg/nothing/", "/en/feeds/"),
    ]


@pytest.fixture
def visitor(browser, live_server):
    """Open a page with this colour scheme and width; record every request."""
    contexts = []

    def open_as(scheme="light", width=1280, **options):
        # We inject the rules into the page; the site's own policy would refuse them.
        context = browser.new_context(
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            bypass_csp=True,
            base_url=live_server.url,
            **options,
        )
        contexts.append(context)
        return context.new_page()

    yield open_as
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("scheme", "width"),
    [
        ("dark", 320),
        *(
            pytest.param(*field, marks=pytest.mark.grid)
            for field in (("light", 320), ("light", 1280), ("dark", 1280))
        ),
    ],
)
def test_axe_finds_nothing_and_nothing_overflows(paths, visitor, scheme, width):
    page = visitor(scheme, width)
    found = {}
    for path in paths:
        page.goto(path)
        page.evaluate(AXE)
        if wrong := page.evaluate(VIOLATIONS, OPTIONS):
            found[path] = wrong
        wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, (path, wide)
    assert found == {}


def test_a_visitor_leaves_no_trace_and_asks_nobody_else(paths, visitor, live_server):
    context = visitor().context
    asked = []
    context.on("request", lambda request: asked.append(request.url))
    tabs = [context.new_page() for _path in paths]
    for tab, path in zip(tabs, paths, strict=True):
        tab.goto(path)
    # A page is idle after half a second without requests: the same half second for all of them.
    for tab in tabs:
        tab.wait_for_load_state("networkidle")
        assert tab.evaluate("() => localStorage.length + sessionStorage.length") == 0, tab.url
    elsewhere = [url for url in asked if not url.startswith((live_server.url, "data:"))]
    assert elsewhere == []
    assert context.cookies() == []


def test_everything_works_without_scripts_and_with_the_keyboard(paths, visitor, live_server):
    page = visitor(width=360, java_script_enabled=False)
    page.goto("/en/")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.locator(".menu-all > summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Projects", exact=True).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/en/projects/")


FOCUS = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  return {
    name: at.tagName, outline: style.outlineStyle, width: parseFloat(style.outlineWidth),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
  };
}"""


@pytest.mark.parametrize("path", ["/en/", "/en/blog/one/", "/en/search/?q=participation"])
@pytest.mark.parametrize("colours", ["none", "active"])
def test_whoever_uses_the_keyboard_sees_where_they_are(paths, visitor, path, colours):
    page = visitor(forced_colors=colours, reduced_motion="reduce")
    page.goto(path)
    places = page.locator(
        "a:visible, button:visible, select:visible, input:visible, summary:visible"
    )
    reached = 0
    for _step in range(places.count() + 1):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["name"] == "BODY":
            break
        assert focus["outline"] == "solid", focus
        assert focus["width"] >= 2, focus
        assert focus["seen"], focus
        reached += 1
    assert reached >= places.count() - 1


def test_a_page_fetches_only_the_fonts_of_its_language(visitor, live_server):
    factories.post(language="en")
    factories.post(language="bg", title="Вятърна мелница")
    for path, alphabets in (
        ("/en/", {"latin"}),
        ("/en/blog/", {"latin"}),
        ("/en/nothing/", {"latin"}),
        ("/bg/", {"latin", "cyrillic"}),
    ):
        page = visitor()
        fonts = set()
        page.on("request", lambda request, fonts=fonts: fonts.add(request.url))
        page.goto(path)
        page.wait_for_load_state("networkidle")
        fetched = {url.rsplit("/", 1)[1].split(".")[0] for url in fonts if "/fonts/" in url}
        assert fetched == {f"source-sans-3-{alphabet}" for alphabet in alphabets}, path


def test_nothing_moves_by_itself_for_those_who_asked_for_it(paths, visitor):
    scroll = "() => getComputedStyle(document.documentElement).scrollBehavior"
    for wish, expected in (("reduce", "auto"), ("no-preference", "smooth")):
        page = visitor(reduced_motion=wish)
        page.goto("/en/blog/one/")
        assert page.evaluate(scroll) == expected


@pytest.mark.parametrize("language", ["en", "bg"])
def test_text_may_be_set_wider_without_being_cut(paths, visitor, language):
    """WCAG 2.2, 1.4.12: the spacing of letters, words and lines that a visitor may set."""
    page = visitor(width=320)
    for path in (path for path in paths if path.startswith(f"/{language}/")):
        page.goto(path)
        page.add_style_tag(
            content="* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important;"
            " line-height: 1.5 !important } p { margin-bottom: 2em !important }"
        )
        wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, (path, wide)


def test_the_menu_is_open_where_there_is_room(paths, visitor):
    wide, narrow = visitor(), visitor(width=360)
    for page, shown in ((wide, True), (narrow, False)):
        page.goto("/en/")
        assert page.locator(".menu").get_by_role("link", name="Publications").is_visible() is shown
        assert page.locator(".menu-all > summary").is_visible() is not shown


def test_titles_are_suggested_while_somebody_types(visitor, live_server):
    factories.post(title="The windmill of Sofia")
    page = visitor()
    page.goto("/en/search/")
    field = page.get_by_role("combobox", name="What are you looking for?")
    field.press_sequentially("windm")
    option = page.locator("#titles option")
    expect(option).to_have_attribute("value", "The windmill of Sofia")
    field.fill("The windmill of Sofia")
    page.keyboard.press("Enter")
    expect(page.locator(".hits a").first).to_have_text("The windmill of Sofia")


def test_a_video_is_asked_for_only_when_its_card_is_pressed(visitor, live_server):
    video = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1"
    body = '<p><a href="https://youtu.be/dQw4w9WgXcQ">The final event</a></p>'
    post = factories.post(body=body)
    page = visitor()
    asked = []
    page.route(lambda url: not url.startswith(live_server.url), lambda route: route.abort())
    page.on("request", lambda request: asked.append(request.url))
    page.goto(post.get_absolute_url())
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith(live_server.url)] == []
    page.get_by_role("link", name="The final event").press("Enter")
    expect(page.locator(".video iframe")).to_have_attribute("src", video)
    expect(page.locator(".video iframe")).to_have_attribute("title", "The final event")
    assert video in asked
