"""Lists are paged the same way everywhere; pages fall back to the language that exists."""

import pytest

from tests import factories
from tests.reading import head_links, links, read, text

pytestmark = pytest.mark.django_db


def posts(number):
    for place in range(number):
        factories.post(slug=f"post-number-{place}", title=f"Number {place}")


class TestFeeds:
    def test_a_list_is_followed_in_one_line_that_names_each_feed(self, client):
        factories.post()
        factories.post(language="bg")
        for path, words, named in (
            ("/en/blog/", "Follow: RSS · Atom · JSON All feeds", "Blog publications (Atom)"),
            ("/bg/blog/", "Абонирайте се: RSS · Atom · JSON Всички RSS абонаменти", None),
        ):
            (line,) = read(client.get(path)).xpath("//p[@class='feeds']")
            assert " ".join(line.text_content().split()) == words
            assert [link.get("href") for link in line.xpath("a")] == [
                *(f"{path}feed.{form}" for form in ("rss", "atom", "json")),
                f"{path[:4]}feeds/",
            ]
            if named:
                assert line.xpath("a/@aria-label")[1] == named

    def test_where_there_is_no_post_nothing_can_be_followed(self, client):
        factories.project(slug="new")
        factories.organisation(slug="tues", country="BG", city={"en": "Sofia"}, kind="school")
        factories.person(slug="ivan")
        paths = (
            "/en/",
            "/en/blog/",
            "/en/news/",
            "/en/events/",
            "/en/results/",
            "/en/projects/new/",
        )
        for path in (*paths, "/en/partners/tues/", "/en/people/ivan/"):
            assert not read(client.get(path, follow=True)).xpath(
                "//main//a[contains(@href, '/feed')]"
            ), path


class TestPaging:
    def test_twenty_stand_on_a_page(self, client):
        posts(21)
        first, second = client.get("/en/blog/"), client.get("/en/blog/page/2/")
        assert len(read(first).xpath("//article")) == 20
        assert len(read(second).xpath("//article")) == 1
        assert "Page 2 of 2" in text(second)
        assert read(first).xpath("//a[@rel='next']/@href") == ["/en/blog/page/2/"]
        assert read(second).xpath("//a[@rel='prev']/@href") == ["/en/blog/"]
        assert not read(second).xpath("//a[@rel='next']")

    def test_no_link_to_a_page_that_is_empty(self, client):
        posts(20)
        assert not read(client.get("/en/blog/")).xpath("//a[@rel='next']")

    def test_the_first_page_has_one_address(self, client):
        posts(21)
        response = client.get("/en/blog/page/1/")
        assert response.status_code == 301
        assert response["Location"] == "/en/blog/"

    @pytest.mark.parametrize("number", ["0", "3", "51", "99999999999999999999"])
    def test_pages_that_do_not_exist(self, client, number):
        posts(21)
        assert client.get(f"/en/blog/page/{number}/").status_code == 404

    def test_ends_after_fifty_pages(self, client, monkeypatch):
        monkeypatch.setattr("blog.views.lists.PostList.page_size", 1)
        monkeypatch.setattr("publishing.webpage.list_view.LAST_PAGE", 2)
        posts(3)
        assert "Page 2 of 2" in text(client.get("/en/blog/page/2/"))
        assert client.get("/en/blog/page/3/").status_code == 404

    def test_a_later_page_has_its_own_title_and_address_and_no_translation(self, client):
        posts(21)
        response = client.get("/en/blog/page/2/")
        assert "page 2" in read(response).xpath("//title")[0].text
        (canonical,) = head_links(response, rel="canonical")
        assert canonical["href"].endswith("/en/blog/page/2/")
        assert not read(response).xpath("//link[@hreflang]")
        assert "/bg/blog/" in links(response, within="//nav[@class='languages']")

    def test_every_list_pages(self, client):
        for _number in range(21):
            factories.project()
        for path in ("/en/projects/page/2/", "/bg/proekti/stranitsa/2/"):
            assert client.get(path).status_code == 200, path
            assert client.get(path.replace("2", "3")).status_code == 404, path


@pytest.mark.parametrize(
    ("make", "path"),
    [(factories.project, "/bg/proekti/{}/"), (factories.organisation, "/bg/partnyori/{}/")],
)
class TestFallback:
    def test_a_text_that_is_missing_is_shown_in_the_other_language(self, client, make, path):
        thing = make(languages=["en"])
        response = client.get(path.format(thing.slug))
        assert response.status_code == 200
        page = read(response)
        assert page.get("lang") == "bg"
        assert thing.texts.get().name in page.xpath("//main//*[@lang='en']")[0].text_content()
        assert page.xpath("//p[@class='note']")
        english = thing.paths()["en"]
        (canonical,) = head_links(response, rel="canonical")
        assert canonical["href"] == f"http://localhost:8000{english}"
        alternates = page.xpath("//link[@hreflang]/@hreflang")
        assert alternates == ["en"]
        assert english in links(response, within="//nav[@class='languages']")

    def test_the_switch_leads_to_the_list_and_says_so(self, client, make, path):
        thing = make(languages=["en"])
        response = client.get(thing.paths()["en"])
        (switch,) = read(response).xpath("//nav[@class='languages']//a")
        assert switch.get("href") == path.format("x").replace("x/", "")
        assert switch.get("lang") == switch.get("hreflang") == "bg"

    def test_without_any_text_there_is_no_page(self, client, make, path):
        thing = make(languages=[])
        assert client.get(path.format(thing.slug)).status_code == 404
        lists = client.get(path.replace("{}/", ""))
        assert lists.status_code == 200
        assert path.format(thing.slug) not in links(lists)
