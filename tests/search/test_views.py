"""The search page, with anything that anybody may type."""

from difflib import SequenceMatcher

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from delivery import version
from search import query, spelling
from tests import factories
from tests.reading import read, text

pytestmark = pytest.mark.django_db
URLS = {"en": "/en/search/", "bg": "/bg/tarsene/"}
HOSTILE = [
    '"',
    "'",
    "((",
    "windmill AND",
    "NOT",
    "a* OR b:*",
    "title:windmill",
    "NEAR(a b)",
    "-- ; DROP TABLE blog_post",
    "\\",
    "& | ! <->",
    "\x00",
    "%",
    "<script>alert(1)</script>",
    "№ „“",
    "x" * 10_000,
    "word " * 2_000,
    "\u202e\u200f",
    "🧱",
]


@pytest.fixture(autouse=True)
def _slow_machine(monkeypatch):
    """Let corrections take as long as they need: other tests may keep the machine busy."""
    monkeypatch.setattr(spelling, "LONGEST", 60)


@pytest.mark.parametrize("asked", HOSTILE)
@pytest.mark.parametrize("path", URLS.values())
def test_anything_typed_is_answered_politely(client, path, asked):
    factories.post(title="Windmill")
    answer = client.get(path, {"q": asked})
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert client.get(f"{path}suggest.json", {"q": asked}).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [{}, {"q": ""}, {"q": "a", "kind": "nothing"}, {"q": "a", "year": "99999"}]
    + [{"q": "a", "page": page} for page in ("0", "-1", "x", "9" * 30)]
    + [{"q": "a", "project": "\x00"}, {"q": "a", "year": "²²²²"}],
)
def test_odd_addresses_are_answered_too(client, asked):
    assert client.get("/en/search/", asked).status_code == 200


def test_a_hit_shows_its_words_as_they_were_written(client):
    body = (
        "<p>Long ago &amp; far away. " + "Nothing here. " * 40 + "Two <em>windmills</em> stood.</p>"
    )
    factories.post(slug="one", title="About <wind> & windmills", body=body, shown_on="2020")
    page = read(client.get("/en/search/", {"q": "windmill"}))
    (hit,) = page.xpath("//ol[contains(@class, 'hits')]//article")
    assert hit.xpath(".//h2")[0].text_content() == "About <wind> & windmills"
    assert {mark.text for mark in hit.xpath(".//mark")} == {"windmills"}
    assert "Two windmills stood." in " ".join(hit.text_content().split())
    assert len(hit.xpath("./p")[1].text_content()) < 300
    assert "Publications · 2020" in " ".join(hit.text_content().split())


def test_a_form_that_no_dictionary_knows_is_found_and_marked(client):
    body = "<p>Нищо тук. </p>" * 40 + "<p>Първият клъстерен хъб отвори.</p>"
    post = factories.post(language="bg", title="Новини от хъба", body=body)
    page = read(client.get("/bg/tarsene/", {"q": "хъбовете"}))
    (hit,) = page.xpath("//ol[contains(@class, 'hits')]//article")
    assert [mark.text for mark in hit.xpath(".//mark")] == ["хъба", "хъб"]
    assert "клъстерен хъб" in hit.text_content()
    assert read(client.get("/bg/tarsene/", {"q": "хъботите"})).xpath("//mark") == []
    found = client.get("/bg/tarsene/suggest.json", {"q": "хъбове"}).json()
    assert found == [{"title": post.title, "path": post.get_absolute_url()}]


def test_endings_are_tried_only_where_nothing_has_the_word(client):
    inside, _other = (
        factories.post(language="bg", title=title) for title in ("За хъбовете", "За хъба")
    )
    page = read(client.get("/bg/tarsene/", {"q": "хъбовете"}))
    assert page.xpath("//ol[contains(@class, 'hits')]//h2/a/@href") == [inside.get_absolute_url()]
    assert page.xpath("//mark/text()") == ["хъбовете"]


def test_nothing_found_offers_what_may_have_been_meant(client):
    factories.post(title="Windmill")
    page = client.get("/en/search/", {"q": "wondmill"})
    assert "Did you mean Windmill" in text(page)
    assert "?q=Windmill" in page.text
    assert "Няма резултати за" in text(client.get("/bg/tarsene/", {"q": "wondmill"}))


def test_what_may_have_been_meant_is_looked_for_among_few_words(client, monkeypatch):
    for number in range(40):
        factories.post(title=f"Windmill {' '.join(f'w{number}x{place}l' for place in range(10))}")
    compared = []
    compare = SequenceMatcher.set_seq1
    monkeypatch.setattr(
        SequenceMatcher, "set_seq1", lambda *word: (compared.append(word), compare(*word))
    )
    page = client.get("/en/search/", {"q": "wondmill " * 20})
    assert "Did you mean Windmill" in text(page)
    assert 0 < len(compared) < 1_000


class TestLimits:
    """Whatever is typed, and however many titles there are, an answer takes only so much work."""

    @pytest.fixture
    def compared(self, monkeypatch):
        words, compare = [], SequenceMatcher.set_seq1
        monkeypatch.setattr(
            SequenceMatcher, "set_seq1", lambda *word: (words.append(word), compare(*word))
        )
        return words

    def test_a_question_of_unknown_long_words_compares_few(self, client, compared):
        for number in range(30):
            words = " ".join(f"windmillsofthesouth{number}x{place}" for place in range(10))
            factories.post(title=words)
        unknown = " ".join(f"wondmillsofthesouth{letter}" for letter in "abcdefghijkl")
        assert client.get("/en/search/", {"q": unknown}).status_code == 200
        # One more for each word: what it is compared with begins as "".
        assert 0 < len(compared) <= spelling.MOST_CORRECTED * (spelling.MOST_COMPARED + 1)

    def test_nothing_is_compared_after_the_time_is_over(self, client, compared, monkeypatch):
        factories.post(title="Windmill")
        monkeypatch.setattr(spelling, "LONGEST", -1)
        assert "Did you mean" not in text(client.get("/en/search/", {"q": "wondmill"}))
        assert not compared

    def test_words_are_those_of_the_newest_titles(self, client, monkeypatch):
        factories.post(title="Windmill", shown_on="2020")
        factories.post(title="Lighthouse", shown_on="2021")
        monkeypatch.setattr(spelling, "MOST_TITLES", 1)
        assert "Did you mean Lighthouse" in text(client.get("/en/search/", {"q": "lighthousa"}))
        assert "Did you mean" not in text(client.get("/en/search/", {"q": "wondmill"}))

    def test_few_letters_suggest_the_newest_only(self, client, monkeypatch):
        post = factories.post(title="Windmill", shown_on="2020")
        factories.post(title="Lighthouse", shown_on="2021")
        monkeypatch.setattr(query, "NEWEST", 1)
        assert client.get("/en/search/suggest.json", {"q": "wi"}).json() == []
        found = client.get("/en/search/suggest.json", {"q": "wind"}).json()
        assert [row["path"] for row in found] == [post.get_absolute_url()]

    def test_of_many_titles_with_a_word_the_newest_are_ranked(self, client, monkeypatch):
        for year in range(2020, 2025):
            factories.post(title="Windmill", shown_on=str(year))
        ranked, score = [], query._score
        monkeypatch.setattr(query, "_score", lambda *row: (ranked.append(row), score(*row))[1])
        monkeypatch.setattr(query, "MOST_RANKED", 3)
        assert client.get("/en/search/", {"q": "windmill"}).status_code == 200
        assert len(ranked) == 3


def test_the_words_of_titles_are_read_once_a_site_version(client, django_assert_max_num_queries):
    post = factories.post(title="Windmill")
    # As if it were committed: inside a transaction that wrote, nothing is remembered.
    version.forget_transaction()
    # What surrounds the page is remembered too.
    client.get("/en/search/", {"q": "windmill"})
    with CaptureQueriesContext(connection) as first:
        client.get("/en/search/", {"q": "wondmill"})
    with django_assert_max_num_queries(len(first) - 1):
        page = client.get("/en/search/", {"q": "wondmil"})
    assert "Did you mean Windmill" in text(page)
    post.title = "Windmills"
    post.save()
    version.forget_transaction()
    assert "Did you mean Windmills" in text(client.get("/en/search/", {"q": "wondmill"}))


def test_more_hits_are_a_page_away(client):
    for _number in range(25):
        factories.post(title="Windmill")
    first = read(client.get("/en/search/", {"q": "windmill", "kind": "publication"}))
    (more,) = first.xpath("//a[@rel='next']/@href")
    assert len(first.xpath("//ol[contains(@class, 'hits')]/li")) == 10
    last = read(
        client.get("/en/search/" + more.partition("/en/search/")[2].replace("page=2", "page=3"))
    )
    assert len(last.xpath("//ol[contains(@class, 'hits')]/li")) == 5
    assert not last.xpath("//a[@rel='next']")


def test_what_was_asked_stays_in_the_form(client):
    page = read(client.get("/en/search/", {"q": 'a "b" <c>', "kind": "news", "year": "2020"}))
    assert page.xpath("//input[@name='q']/@value") == ['a "b" <c>']
    assert page.xpath("//option[@selected]/@value") == ["news"]
    assert page.xpath("//input[@name='year']/@value") == ["2020"]


def test_one_project_can_be_asked_for(client):
    project = factories.project(acronym="InvesTech", slug="investech")
    factories.project("draft", acronym="Secret", slug="secret")
    about, other = factories.post(title="Windmill"), factories.post(title="Windmill")
    about.story.projects.add(project)
    page = read(client.get("/en/search/", {"q": "windmill", "project": "investech"}))
    assert page.xpath("//select[@name='project']/option/@value") == ["", "investech"]
    assert page.xpath("//select[@name='project']/option[@selected]")[0].text == "InvesTech"
    found = page.xpath("//ol[contains(@class, 'hits')]//a/@href")
    assert (about.get_absolute_url() in found, other.get_absolute_url() in found) == (True, False)


def test_search_engines_leave_it_alone(client):
    page = read(client.get("/en/search/", {"q": "a"}))
    assert page.xpath("//meta[@name='robots']/@content") == ["noindex, follow"]


def test_suggestions_are_titles_that_begin_so(client):
    post = factories.post(title="The windmill of Sofia")
    factories.post("draft", title="Windmill in secret")
    factories.post(title="Something", body="<p>windmill</p>")
    found = client.get("/en/search/suggest.json", {"q": "win"}).json()
    assert found == [{"title": post.title, "path": post.get_absolute_url()}]
    assert client.get("/en/search/suggest.json", {"q": "w"}).json() == []


def test_it_costs_the_same_for_few_and_many(client, django_assert_max_num_queries):
    for number in (3, 60):
        for _number in range(number):
            factories.post(title="Windmill")
            factories.project()
        with django_assert_max_num_queries(8):
            client.get("/en/search/", {"q": "windmill"})
