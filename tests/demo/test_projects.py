"""The projects of the demo, on their real pages: words of the grant, no word of the desk, all gaps listed."""

import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from partners.models import OrganisationKind
from projects.missing import missing_facts
from projects.models import Funding, Phase, Project, ResultKind, Role, TotalIs
from publishing.models import Status
from tests import factories
from tests.reading import read, sitemap_parts

pytestmark = pytest.mark.django_db

HORIZON = (
    "This project has received funding from the European Union’s Horizon 2020 research and innovation"
    " programme under grant agreement No 871552"
)
EN, BG = "/en/projects/{}/", "/bg/proekti/{}/"
# ``(slug, page, statement, language of it if another, beginning of the disclaimer)``
STATEMENTS = [
    (
        "investech",
        EN,
        "Co-funded by the European Union",
        "",
        "Co-funded by the European Union. Views",
    ),
    (
        "investech",
        BG,
        "Съфинансирано от Европейския съюз",
        "",
        "Съфинансирано от Европейския съюз.",
    ),
    *(
        (
            "mediamotor-europe",
            page,
            HORIZON,
            lang,
            # It names the granting authority, which was not found.
            "",
        )
        for page, lang in ((EN, ""), (BG, "en"))
    ),
    ("opic", EN, "European Union European Regional Development Fund", "", ""),
    ("opic", BG, "Европейски съюз Европейски фонд за регионално развитие", "", ""),
    ("et4s", EN, "European Union", "", ""),
    ("et4s", BG, "Европейски съюз", "", ""),
    *(
        (
            "skills4cities",
            page,
            "Co-funded by the Erasmus+ Programme of the European Union",
            lang,
            "The European Commission’s support",
        )
        for page, lang in ((EN, ""), (BG, "en"))
    ),
    ("go-green", EN, "European Union", "", ""),
    ("degrebe", EN, None, "", ""),
    ("degrebe", BG, None, "", ""),
]


@pytest.mark.parametrize(("slug", "page", "statement", "language", "views"), STATEMENTS)
def test_each_says_what_its_grant_asks_for(client, slug, page, statement, language, views):
    shown = read(client.get(page.format(slug)))
    found = shown.xpath("//div[@class='funding']//p[@class='statement']")
    if statement is None:
        assert not found
        assert not shown.xpath("//img[@class='emblem']")
        return
    (words,) = found
    assert " ".join(" ".join(words.itertext()).split()) == statement
    assert words.get("lang", "") == language
    disclaimers = [text.text for text in shown.xpath("//p[@class='disclaimer']")]
    assert [text[: len(views)] for text in disclaimers] == ([views] if views else [])


def internal(language):
    """Return the labels of choices that staff see and visitors must not, in a language."""
    unknown = [Funding.UNKNOWN, OrganisationKind.UNKNOWN, OrganisationKind.OTHER, Phase.UNKNOWN]
    unknown += [ResultKind.OTHER, Role.UNKNOWN, TotalIs.UNKNOWN, *Status]
    long = {"en": ["not named", "not known"], "bg": ["не е известно", "не е посочена"]}
    with override(language):
        return {str(choice.label).casefold() for choice in unknown} | {*long[language]}


@pytest.mark.parametrize("language", ["en", "bg"])
def test_no_page_says_a_word_of_the_desk(client, language):
    forbidden = internal(language)
    assert len(forbidden) > 5
    paths = [
        path
        for part in sitemap_parts(client)
        for path in re.findall(rf"<loc>https?://[^/]+(/{language}/[^<]*)</loc>", part.text)
    ]
    assert len(paths) > 80
    for path in paths:
        page = read(client.get(path))
        cells = page.xpath("//dd | //dt | //td | //th | //*[contains(@class, 'chip')]")
        cells += page.xpath("//main//*[contains(@class, 'meta')]")
        for cell in cells:
            said = re.split(r"\s*·\s*", " ".join(cell.text_content().split()).casefold())
            assert not forbidden & {*said}, (path, said)


def test_every_hidden_fact_is_on_the_list_of_staff(client):
    client.force_login(factories.user("Editors"))
    front = (
        read(client.get("/admin/")).xpath("//section[contains(@class, 'gaps')]")[0].text_content()
    )
    for project in Project.objects.with_facts():
        gaps = missing_facts(project)
        url = reverse("admin:projects_project_change", args=[project.pk])
        listed = [
            item.text
            for item in read(client.get(url)).xpath("//details[@class='still-missing']//li")
        ]
        assert {str(gap) for gap in gaps} <= {*listed}, project
        assert (project.acronym in front) == bool(gaps), project
    degrebe = Project.objects.get(slug="degrebe")
    assert {
        "programme",
        "grant number",
        "end",
        "coordinator",
        "amounts",
        "names of participants",
    } <= {str(gap) for gap in missing_facts(degrebe)}
