"""The European emblem as the rules want it: large enough, undistorted, in its colours, in sight.

Annex IX of Regulation (EU) 2021/1060 and the graphics guide: at least 1 cm high (38 CSS pixels), at least as
large as any other logo of the page, 3 to 2, not recoloured, with a white border on a coloured background.
"""

import io

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Picture

from blog.models import StoryProject
from library import uploads
from projects.models import Participation, Programme, ResultLink
from tests import factories

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

BLUE, YELLOW, WHITE = (0, 51, 153), (255, 204, 0), (255, 255, 255)
# How far down the emblem and its statement may end on the page of a project, by width.
FOLD = {360: 640, 1280: 720}


def logo():
    """Upload a square logo, larger than any emblem."""
    out = io.BytesIO()
    Picture.new("RGB", (600, 600), "#aa2244").save(out, "PNG")
    return uploads.store(ContentFile(out.getvalue(), name="logo.png"), decorative=True)


@pytest.fixture
def paths(live_server):
    """Make a funded project and what tells of it; return their paths."""
    picture = logo()
    project = factories.project(
        **factories.WHOLE_PROJECT | {"granting_authority": {"en": "EACEA", "bg": "EACEA"}},
        slug="p",
        programme=Programme.objects.get(code="erasmus-2021"),
        logo=picture,
    )
    for text in project.texts.all():
        text.name = (
            "A rather long full name of a project, as the projects of the Union mostly have them"
        )
        text.save()
    partner = factories.organisation(logo=picture, country="SK")
    Participation.objects.create(project=project, organisation=partner, role="coordinator")
    result = factories.result(of=project, slug="r")
    ResultLink.objects.create(result=result, url="https://example.org/")
    post = factories.post(slug="post")
    StoryProject.objects.create(story=post.story, project=project)
    page = factories.page(slug="page")
    page.projects.add(project)
    return {
        "project": "/en/projects/p/",
        "in Bulgarian": "/bg/proekti/p/",
        "result": "/en/projects/p/results/r/",
        "post": "/en/blog/post/",
        "page": "/en/page/",
        "home": "/en/",
    }


MEASURE = """emblem => {
    const box = emblem.getBoundingClientRect(), style = getComputedStyle(emblem)
    const logos = [...document.querySelectorAll('img')].filter(img =>
        img !== emblem && img.matches('.wordmark img, .logo img, .wall img') && img.checkVisibility())
    const middle = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    return {
        width: box.width, height: box.height, filter: style.filter, opacity: style.opacity,
        outline: [style.outlineStyle, parseFloat(style.outlineWidth), style.outlineColor],
        logos: logos.map(img => img.getBoundingClientRect().height),
        covered: middle !== emblem,
        font: getComputedStyle(emblem.parentElement.querySelector('.statement')).fontFamily,
        bottom: emblem.parentElement.getBoundingClientRect().bottom + scrollY,
    }
}"""


def measured(page, path, live_server):
    """Return what ``MEASURE`` says of the first emblem of a page, and the picture of it."""
    page.goto(f"{live_server.url}{path}")
    page.evaluate("document.fonts.ready")
    emblem = page.locator("img.emblem").first
    emblem.scroll_into_view_if_needed()
    found = emblem.evaluate(MEASURE)
    return found, Picture.open(io.BytesIO(emblem.screenshot())).convert("RGB")


def near(colour, wanted):
    return all(abs(one - other) <= 12 for one, other in zip(colour, wanted, strict=True))


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_the_emblem_is_as_the_rules_want_it(browser, live_server, paths, width, theme):
    scheme = "dark" if theme == "dark" else "light"
    size = {"width": width, "height": 900}
    # Finer than the screen, so that a pixel lies in a star and not on its edge.
    context = browser.new_context(viewport=size, color_scheme=scheme, device_scale_factor=3)
    page = context.new_page()
    if theme == "print":
        page.emulate_media(media="print")
    for name, path in paths.items():
        found, picture = measured(page, path, live_server)
        assert found["height"] >= 38, (name, found)
        assert abs(found["width"] / found["height"] - 1.5) < 0.01, (name, found)
        assert all(found["height"] >= height for height in found["logos"]), (name, found)
        assert found["logos"], name
        assert (found["filter"], found["opacity"], found["covered"]) == ("none", "1", False), name
        assert "Ubuntu" in found["font"], name
        wide, high = picture.size
        # Field, and the star at twelve o'clock: a third of the height above the middle.
        assert near(picture.getpixel((wide // 10, high // 2)), BLUE), name
        assert near(picture.getpixel((wide // 2, high // 2 - high // 3)), YELLOW), name
        if theme == "dark":
            style, border, colour = found["outline"]
            assert (style, colour) == ("solid", "rgb(255, 255, 255)"), name
            assert border >= found["height"] / 25 - 0.5, (name, found)
    context.close()


@pytest.mark.parametrize("width", FOLD)
@pytest.mark.parametrize("name", ["project", "in Bulgarian"])
def test_it_is_seen_without_scrolling(browser, live_server, paths, width, name):
    context = browser.new_context(viewport={"width": width, "height": FOLD[width]})
    page = context.new_page()
    found, _picture = measured(page, paths[name], live_server)
    assert found["bottom"] <= FOLD[width], found
    context.close()


def test_on_paper_the_facts_stand_on_the_first_sheet(browser, live_server, paths):
    """An A4 sheet is 1123 CSS pixels high, less the margins."""
    context = browser.new_context(viewport={"width": 720, "height": 1020})
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(f"{live_server.url}{paths['project']}")
    bottom = page.locator(".facts").evaluate("box => box.getBoundingClientRect().bottom + scrollY")
    assert bottom <= 1020
    assert page.locator(".facts").evaluate(
        "box => box.compareDocumentPosition(document.querySelector('.text')) & 4"
    )
    context.close()
