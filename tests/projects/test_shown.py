"""Emblem, statement and disclaimer stand by themselves wherever a project is told of."""

import pytest
from lxml import etree, html

from blog.models import StoryProject
from projects import emblem
from projects.models import Participation, Programme, ResultLink
from publishing.webpage import sharing
from tests import factories
from tests.reading import read

pytestmark = pytest.mark.django_db

WORDS = {"en": "Co-funded by the European Union", "bg": "Съфинансирано от Европейския съюз"}
VIEWS = {"en": "Views and opinions", "bg": "Изразените възгледи"}
WRITTEN = {"en": "European Union", "bg": "Европейски съюз"}


def funded(code="erasmus-2021", stage="published", **fields):
    """Make a project of which everything is known."""
    programme = Programme.objects.get(code=code)
    facts = {**factories.WHOLE_PROJECT, "granting_authority": factories.EACEA, **fields}
    return factories.project(stage, programme=programme, **facts)


def told(answer):
    """Return ``(words, language, names)`` of each emblem on a page, and the texts of its disclaimers."""
    page = read(answer)
    blocks = [
        (
            " / ".join(
                " ".join(line.split()) for line in block.xpath(".//p[@class='statement']/text()")
            ),
            (block.xpath(".//p[@class='statement']/@lang") or [""])[0],
            "".join(block.xpath("string(.//p[@class='meta'])")).strip(),
        )
        for block in page.xpath("//div[@class='funding'][img[@class='emblem']]")
    ]
    return blocks, [text.text for text in page.xpath("//p[@class='disclaimer']")]


def post_about(*projects, language="en", **fields):
    """Make a post about these projects."""
    post = factories.post(language=language, **fields)
    for project in projects:
        StoryProject.objects.create(story=post.story, project=project)
    return post


@pytest.mark.parametrize(("language", "section"), [("en", "projects"), ("bg", "proekti")])
class TestProject:
    def test_on_its_page(self, client, language, section):
        project = funded()
        blocks, views = told(client.get(f"/{language}/{section}/{project.slug}/"))
        assert blocks == [(WORDS[language], "", "")]
        assert len(views) == 1
        assert views[0].startswith(f"{WORDS[language]}. {VIEWS[language]}")

    def test_stands_under_the_title(self, client, language, section):
        project = funded()
        page = read(client.get(f"/{language}/{section}/{project.slug}/"))
        (title,) = page.xpath("//h1")
        after = [element.get("class") for element in title.itersiblings()][:2]
        assert after == ["lead", "funding"]

    def test_a_language_without_verified_words_shows_the_english_as_such(
        self, client, language, section
    ):
        project = funded("erasmus-2014")
        blocks, views = told(client.get(f"/{language}/{section}/{project.slug}/"))
        lang = "" if language == "en" else "en"
        assert blocks == [("Co-funded by the Erasmus+ Programme of the European Union", lang, "")]
        assert "support for the production" in views[0]

    def test_the_fund_stands_below_the_union(self, client, language, section):
        project = funded("opic-2014")
        blocks, views = told(client.get(f"/{language}/{section}/{project.slug}/"))
        fund = {
            "en": "European Union / European Regional Development Fund",
            "bg": "Европейски съюз / Европейски фонд за регионално развитие",
        }
        assert blocks == [(fund[language], "", "")]
        assert views == []

    @pytest.mark.parametrize("code", ["erasmus", "cosme-2014", "recovery"])
    def test_what_is_not_certain_is_the_name_of_the_union_alone(
        self, client, language, section, code
    ):
        project = funded(code)
        blocks, views = told(client.get(f"/{language}/{section}/{project.slug}/"))
        assert (blocks, views) == ([(WRITTEN[language], "", "")], [])

    @pytest.mark.parametrize("programme", [None, "national"])
    def test_without_money_of_the_union_there_is_nothing(
        self, client, language, section, programme
    ):
        project = funded(programme) if programme else factories.project()
        assert told(client.get(f"/{language}/{section}/{project.slug}/")) == ([], [])

    def test_the_sentence_of_the_agreement_goes_first(self, client, language, section):
        project = funded(
            statement={"en": "As agreed.", "bg": "По договор."}, statement_source="Article 17"
        )
        blocks, _views = told(client.get(f"/{language}/{section}/{project.slug}/"))
        assert blocks == [({"en": "As agreed.", "bg": "По договор."}[language], "", "")]


class TestElsewhere:
    @pytest.mark.parametrize("language", ["en", "bg"])
    @pytest.mark.parametrize("kind", ["publication", "news"])
    def test_on_a_post(self, client, language, kind):
        post = post_about(funded(), language=language, kind=kind)
        blocks, views = told(client.get(post.get_absolute_url()))
        assert blocks == [(WORDS[language], "", "")]
        assert VIEWS[language] in views[0]

    def test_on_a_post_that_was_linked_afterwards(self, client):
        post, project = factories.post(), funded()
        assert told(client.get(post.get_absolute_url())) == ([], [])
        StoryProject.objects.create(story=post.story, project=project)
        assert told(client.get(post.get_absolute_url()))[0]

    def test_several_grants_stand_once_each_with_their_names(self, client):
        one, two = funded(acronym="One"), funded(acronym="Two")
        other = funded("opic-2014", acronym="Other")
        blocks, views = told(client.get(post_about(one, other, two).get_absolute_url()))
        assert [(words, names) for words, _language, names in blocks] == [
            ("Co-funded by the European Union", "One, Two"),
            ("European Union / European Regional Development Fund", "Other"),
        ]
        assert len(views) == 1

    @pytest.mark.parametrize("stage", factories.HIDDEN)
    def test_a_hidden_project_is_not_told_of(self, client, stage):
        post = post_about(funded(stage=stage))
        assert told(client.get(post.get_absolute_url())) == ([], [])

    @pytest.mark.parametrize("language", ["en", "bg"])
    def test_on_a_plain_page(self, client, language):
        page = factories.page(language=language)
        page.projects.add(funded())
        blocks, views = told(client.get(page.get_absolute_url()))
        assert blocks == [(WORDS[language], "", "")]
        assert len(views) == 1

    def test_on_a_result_and_on_the_shelf(self, client):
        project = funded(slug="p")
        result = factories.result(of=project, slug="r")
        ResultLink.objects.create(result=result, url="https://example.org/guide")
        blocks, views = told(client.get("/en/projects/p/results/r/"))
        assert blocks == [(WORDS["en"], "", "")]
        assert len(views) == 1
        blocks, _views = told(client.get("/en/results/"))
        assert blocks == [(WORDS["en"], "", project.acronym)]

    def test_on_the_home_page_for_projects_in_progress(self, client):
        running = funded(acronym="Running", start="2020-01", planned_end="2999-01")
        funded("opic-2014", acronym="Done", start="2017-01", planned_end="2019-01")
        factories.project(start="2020-01", planned_end="2999-01")
        blocks, views = told(client.get("/en/"))
        assert blocks == [(WORDS["en"], "", running.acronym)]
        assert views == []


def items(client, path):
    """Return the HTML of each item of an RSS feed, parsed."""
    feed = etree.fromstring(client.get(path).content)
    contents = feed.xpath("//*[local-name()='encoded']")
    return [html.fromstring(f"<div>{content.text}</div>") for content in contents]


class TestFeeds:
    @pytest.mark.parametrize("language", ["en", "bg"])
    def test_an_item_ends_with_what_its_grants_ask_for(self, client, language):
        post = post_about(funded(), language=language)
        (item,) = items(client, f"/{language}/feed.rss")
        (emblem,) = item.xpath(".//img")
        assert emblem.get("src").startswith("http://")
        assert emblem.get("src").endswith(".png")
        assert int(emblem.get("height")) >= 38
        assert int(emblem.get("width")) * 2 == int(emblem.get("height")) * 3
        assert emblem.get("alt")
        *_text, statement, views = item
        assert statement.xpath("string(span)") == WORDS[language]
        assert views.text.startswith(f"{WORDS[language]}. {VIEWS[language]}")
        assert post.uid.urn in client.get(f"/{language}/feed.rss").text

    def test_other_items_have_nothing_of_it(self, client):
        factories.post()
        (item,) = items(client, "/en/feed.rss")
        assert not item.xpath(".//img")

    @pytest.mark.parametrize("form", ["rss", "atom", "json"])
    def test_every_format_and_every_feed_of_the_project_has_it(self, client, form):
        project = funded(slug="p")
        post_about(project)
        for path in (f"/en/feed.{form}", f"/en/projects/p/feed.{form}", f"/en/blog/feed.{form}"):
            assert "Co-funded by the European Union" in client.get(path).text, path

    def test_a_result_has_it_too(self, client):
        result = factories.result(of=funded())
        ResultLink.objects.create(result=result, url="https://example.org/guide")
        (item,) = items(client, "/en/results/feed.rss")
        assert "Co-funded by the European Union" in item.text_content()


class TestShareImages:
    def badge(self, row):
        found = sharing.find(row.uid)
        return found.badge, found.badge_words

    @pytest.mark.parametrize("language", ["en", "bg"])
    def test_those_behind_which_there_is_money_of_the_union_have_the_emblem(self, language):
        project = funded()
        result = factories.result(of=project)
        ResultLink.objects.create(result=result, url="https://example.org/")
        page = factories.page(language=language)
        page.projects.add(project)
        post = post_about(project, language=language)
        texts = [row.texts.get(language=language) for row in (project, result)]
        for row in (*texts, post, page):
            assert self.badge(row) == ("european-union", WORDS[language]), row

    def test_several_statements_or_a_long_one_leave_the_name_of_the_union(self):
        long = funded("horizon-2020")
        for post in (post_about(long), post_about(funded(), funded("opic-2014"))):
            assert self.badge(post) == ("european-union", "European Union")

    def test_others_have_none(self):
        for row in (factories.project().texts.first(), factories.post(), factories.page()):
            assert self.badge(row) == ("", ""), row

    @pytest.mark.parametrize("words", [*WORDS.values(), *WRITTEN.values()])
    def test_the_emblem_keeps_its_shape_and_colours_above_its_words(self, words):
        picture = emblem.badge(words)
        left = picture.width - 144
        assert picture.getpixel((left + 2, 2)) == (0, 51, 153, 255)
        # Scaled, a pixel of a star is mixed with a little of its neighbours.
        red, green, blue, _opaque = picture.getpixel((left + 72, 48 - 32))
        assert (red > 240, green > 190, blue < 20) == (True, True, True)
        assert picture.getpixel((left + 2, 98))[3] == 0
        letters = picture.crop((0, 96, *picture.size)).getbbox()
        assert letters is not None
        assert letters[2] <= picture.width


# Words of the desk that visitors must never read, in both languages.
INTERNAL = {
    *(
        "not known",
        "role not known",
        "dates not known",
        "not named",
        "other",
        "unknown",
        "other kind",
    ),
    *("не е известно", "ролята не е известна", "неизвестни дати", "без име", "друго", "неизвестно"),
    *("неизвестен", "неизвестна", "source does not say", "източникът не уточнява"),
}


@pytest.mark.parametrize("section", ["/en/projects/{}/", "/bg/proekti/{}/"])
def test_no_chip_and_no_fact_is_a_word_of_the_desk(client, section):
    project = factories.project(amount_total="1", currency="EUR")
    result = factories.result(of=project)
    assert result.kind == "other"
    organisation = factories.organisation(country="BG")
    Participation.objects.create(project=project, organisation=organisation, role="unknown")
    Participation.objects.create(project=project, country="GR", role="unknown")
    page = read(client.get(section.format(project.slug)))
    cells = page.xpath("//dd | //dt | //td | //*[contains(@class, 'chip')] | //*[@class='meta']")
    said = {" ".join(cell.text_content().split()).casefold() for cell in cells}
    assert not said & INTERNAL
