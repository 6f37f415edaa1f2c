"""Lists and pages of publications and news."""

from datetime import date, datetime, timedelta
from itertools import count

import pytest
from django.utils import timezone

from blog.models import Post
from tests import factories
from tests.reading import head_links, links, read, text
from tests.test_visibility import Clock

pytestmark = pytest.mark.django_db


def at(year, month=6, day=1, hour=12):
    """Return an instant in Sofia."""
    return timezone.make_aware(datetime(year, month, day, hour))  # noqa: DTZ001


class TestLists:
    def test_newest_first_and_only_of_this_kind_and_language(self, client):
        old = factories.post(published_at=at(2020))
        new = factories.post(published_at=at(2021))
        factories.post(kind="news")
        factories.post(language="bg")
        titles = [
            item.text_content() for item in read(client.get("/en/blog/")).xpath("//article//h2")
        ]
        assert titles == [new.title, old.title]

    def test_where_no_day_is_known_the_year_is_shown(self, client):
        post = factories.post(shown_on="", published_at=at(2020))
        for path in ("/en/blog/", post.get_absolute_url()):
            (time,) = read(client.get(path)).xpath("//time")
            assert (time.text, time.get("datetime")) == ("2020", "2020")

    def test_dates_are_written_in_the_language_of_the_page(self, client):
        factories.post(shown_on="2024-05", language="en")
        factories.post(shown_on="2024-05-15", language="bg")
        (english,) = read(client.get("/en/blog/")).xpath("//time")
        (bulgarian,) = read(client.get("/bg/blog/")).xpath("//time")
        assert (english.text, english.get("datetime")) == ("May 2024", "2024-05")
        assert bulgarian.text == "15 май 2024 г."

    def test_a_lead_that_announces_something_trails_off_in_lists(self, client):
        post = factories.post(lead="Three pictures:")
        assert "Three pictures…" in text(client.get("/en/blog/"))
        assert "Three pictures:" in text(client.get(post.get_absolute_url()))

    def test_the_newest_of_the_other_kind_have_a_short_date(self, client):
        factories.post(kind="news", shown_on="2024-05-15")
        factories.post(kind="news", language="bg", shown_on="2024-05")
        for path, words, machines in (
            ("/en/blog/", "15 May 2024", "2024-05-15"),
            ("/bg/blog/", "май 2024 г.", "2024-05"),
        ):
            page = read(client.get(path))
            (time,) = page.xpath("//aside[@aria-labelledby='beside']//time")
            assert (time.text, time.get("datetime")) == (words, machines)

    def test_the_other_kind_stands_beside(self, client):
        publication, news = factories.post(), factories.post(kind="news")
        for path, other in (
            ("/en/blog/", news),
            ("/en/news/", publication),
            (publication.get_absolute_url(), news),
            (news.get_absolute_url(), publication),
        ):
            assert other.get_absolute_url() in links(client.get(path), within="//aside"), path

    def test_five_of_the_other_kind_stand_beside(self, client):
        for _number in range(6):
            newest = factories.post(kind="news")
        factories.post(kind="news", language="bg", title="SECRET")
        factories.post("scheduled", kind="news", title="SECRET")
        page = client.get("/en/blog/")
        beside = links(page, within="//aside[@aria-labelledby='beside']")
        assert len(beside) == 5
        assert next(iter(beside)) == newest.get_absolute_url()
        assert "SECRET" not in page.content.decode()


class TestYears:
    def test_the_archive_lists_years_with_posts(self, client):
        factories.post(published_at=at(2020))
        factories.post(published_at=at(2022))
        factories.post("draft", published_at=at(2021))
        factories.post(kind="news", published_at=at(2019))
        found = links(client.get("/en/blog/"), within="//nav[@aria-labelledby='years']")
        assert list(found.items()) == [("/en/blog/2022/", "2022"), ("/en/blog/2020/", "2020")]

    def test_a_year_begins_at_midnight_in_sofia(self, client):
        post = factories.post(published_at=at(2021, 1, 1, 0))
        assert post.get_absolute_url() in links(client.get("/en/blog/2021/"), within="//main")
        assert client.get("/en/blog/2020/").status_code == 404

    @pytest.mark.parametrize("year", ["0", "2019", "10000", "99999999999999999999"])
    def test_years_without_posts_do_not_exist(self, client, year):
        factories.post(published_at=at(2020))
        assert client.get(f"/en/blog/{year}/").status_code == 404

    @pytest.mark.parametrize("years", [["2024", "2015"], ["2024", "2019", "1024"]])
    def test_a_gap_or_a_mistyped_year_hides_no_other(self, client, years):
        for year in years:
            factories.post(published_at=at(int(year)))
        found = links(client.get("/en/blog/"), within="//nav[@aria-labelledby='years']")
        assert list(found.values()) == years

    def test_the_switch_knows_whether_the_other_language_has_that_year(self, client):
        factories.post(published_at=at(2020))
        factories.post(published_at=at(2021))
        factories.post(published_at=at(2021), language="bg")
        switch = "//nav[@class='languages']"
        assert "/bg/blog/" in links(client.get("/en/blog/2020/"), within=switch)
        assert "/bg/blog/2021/" in links(client.get("/en/blog/2021/"), within=switch)


@pytest.mark.parametrize(
    ("make", "field", "english", "bulgarian"),
    [
        (factories.topic, "topics", "/en/blog/topic/{}/", "/bg/blog/tema/{}/"),
        (factories.series, "series", "/en/blog/series/{}/", "/bg/blog/poreditsa/{}/"),
    ],
)
class TestGatherings:
    def gather(self, post, field, gathering):
        if field == "topics":
            post.story.topics.add(gathering)
        else:
            post.story.series = gathering
            post.story.save()

    def test_shows_its_posts_under_its_name(self, client, make, field, english, bulgarian):
        gathering, post, other = make(), factories.post(), factories.post()
        self.gather(post, field, gathering)
        response = client.get(english.format(gathering.slug))
        assert read(response).xpath("//h1")[0].text == gathering.label["en"]
        assert post.title in text(response)
        assert other.title not in text(response)
        # The page of the post links here; the Bulgarian list does not exist.
        assert english.format(gathering.slug) in links(client.get(post.get_absolute_url()))
        assert client.get(bulgarian.format(gathering.slug)).status_code == 404
        assert "/bg/blog/" in links(response, within="//nav[@class='languages']")
        assert client.get(english.format(gathering.slug).replace("blog", "news")).status_code == 404

    def test_offers_its_own_feeds(self, client, make, field, english, bulgarian):
        gathering, post = make(), factories.post()
        self.gather(post, field, gathering)
        path = english.format(gathering.slug)
        offered = head_links(client.get(path), type="application/rss+xml")
        assert [link["href"] for link in offered] == [f"{path}feed.rss"]


def test_a_comparative_stays_with_its_word_in_the_text_too(client):
    body = (
        '<p>По-умни и <a href="https://e.example/по-x" title="най-x">най-зелени</a>, но-все пак</p>'
    )
    factories.post(language="bg", slug="tekst", body=body)
    text = "//div[@class='text']"
    page = read(client.get("/bg/blog/tekst/"))
    assert page.xpath(f"{text}//span/text()") == ["По-умни", "най-зелени"]
    assert page.xpath(f"{text}//a/@href") == ["https://e.example/по-x"]
    assert page.xpath(f"string({text})").strip() == "По-умни и най-зелени, но-все пак"
    feed = client.get("/bg/feed.json").json()["items"][0]["content_html"]
    assert "unbroken" not in feed


def test_a_comparative_stays_with_its_word_in_headings_and_as_typed_elsewhere(client):
    title = "Умения за по-умни & Най-зелени градове"
    post = factories.post(language="bg", title=title)
    for path, heading in ((post.get_absolute_url(), "h1"), ("/bg/blog/", "h2")):
        page = read(client.get(path))
        (shown,) = page.xpath(f"//main//{heading}[.//span[@class='unbroken']]")
        assert shown.text_content() == title
        assert shown.xpath(".//span/text()") == ["по-умни", "Най-зелени"]
    page = read(client.get(post.get_absolute_url()))
    assert page.xpath("//meta[@property='og:title']/@content") == [title]
    assert page.xpath("string(//title)").startswith(title)


class TestGathered:
    """What is said of a topic, and the ways to it."""

    @pytest.fixture
    def topic(self):
        topic = factories.topic(slug="green")
        story = factories.post(slug="one").story
        factories.post(slug="edno", language="bg", story=story)
        for stage in ("published", "draft", "expired"):
            factories.post(stage, kind="news").story.topics.add(topic)
        factories.event().story.topics.add(topic)
        story.topics.add(topic)
        return topic

    def test_a_topic_says_what_it_is_and_leads_to_the_other_lists(self, client, topic):
        for path, kicker, others in (
            (
                "/en/blog/topic/green/",
                "Topic · Publications (1)",
                {"/en/news/topic/green/": "News (1)", "/en/events/topic/green/": "Events (1)"},
            ),
            ("/bg/blog/tema/green/", "Тема · Публикации (1)", {}),
        ):
            response = client.get(path)
            page = read(response)
            assert page.xpath("string(//main/p[@class='kicker'])") == kicker
            assert page.xpath("string(//h1)") == topic.label[path[1:3]]
            found = links(response, within="//main/nav")
            assert found == others
            assert all(client.get(url).status_code == 200 for url in found)

    def test_a_series_says_what_it_is(self, client):
        post = factories.post(kind="news", language="bg")
        post.story.series = factories.series(slug="cities")
        post.story.save()
        page = read(client.get("/bg/novini/poreditsa/cities/"))
        assert page.xpath("string(//main/p[@class='kicker'])") == "Поредица · Новини (1)"

    def test_more_than_a_hundred_are_not_counted(self, client, topic):
        for _number in range(101):
            factories.post(kind="news").story.topics.add(topic)
        assert "News (100+)" in text(client.get("/en/blog/topic/green/"))
        assert "News (100+)" in text(client.get("/en/news/topic/green/page/2/"))

    def test_lists_lead_to_the_topics_that_have_posts_there(self, client, topic):
        factories.topic(slug="unused")
        factories.post(kind="news").story.topics.add(factories.topic(slug="only-news"))
        factories.post("draft").story.topics.add(factories.topic(slug="secret"))
        beside = "//nav[@aria-labelledby='topics']"
        label = topic.label["en"]
        assert links(client.get("/en/blog/"), beside) == {"/en/blog/topic/green/": label}
        assert set(links(client.get("/en/news/"), beside)) == {
            "/en/news/topic/green/",
            "/en/news/topic/only-news/",
        }
        assert not links(client.get("/bg/novini/"), beside)

    def test_topics_on_cards_are_links(self, client, topic):
        found = links(client.get("/bg/blog/"), "//p[@class='meta card-topics']")
        assert found == {"/bg/blog/tema/green/": topic.label["bg"]}


class TestSeries:
    def test_reads_in_its_order_with_the_way_on(self, client):
        series = factories.series()
        placed = {}
        for place in (3, 1, 2):
            placed[place] = post = factories.post()
            post.story.series, post.story.series_place = series, place
            post.story.save()
        listed = [
            h.text_content()
            for h in read(client.get(f"/en/blog/series/{series.slug}/")).xpath("//article//h2")
        ]
        assert listed == [placed[place].title for place in (1, 2, 3)]
        around = links(client.get(placed[2].get_absolute_url()), within="//footer[@class='about']")
        assert placed[1].get_absolute_url() in around
        assert placed[3].get_absolute_url() in around

    def test_its_parts_are_numbered_in_lists_and_on_their_pages(self, client):
        series = factories.series()
        one, two, _draft, alone = (
            factories.post(stage) for stage in ("published", "published", "draft", "published")
        )
        event = factories.event()
        bulgarian = factories.post(language="bg", story=two.story)
        for place, post in enumerate((one, two, _draft, event), start=1):
            post.story.series, post.story.series_place = series, place
            post.story.save()
        alone.story.series = factories.series()
        alone.story.save()
        for post, part in ((one, "Part 1 of 3"), (two, "Part 2 of 3"), (event, "Part 3 of 3")):
            assert part in text(client.get(post.get_absolute_url()))
        cards = read(client.get("/en/blog/")).xpath("//article")
        parts = {
            card.xpath("string(.//h2)"): card.xpath("string(.//p[@class='kicker'])")
            for card in cards
        }
        assert parts[one.title].endswith(" · Part 1 of 3")
        assert parts[two.title].endswith(" · Part 2 of 3")
        # The only public part in its series, or in its language.
        assert "Part" not in parts[alone.title] + text(client.get(alone.get_absolute_url()))
        assert "Част" not in text(client.get(bulgarian.get_absolute_url()))
        assert "Част" not in text(client.get("/bg/blog/"))

    def test_parts_are_numbered_in_bulgarian(self, client):
        series = factories.series()
        for _number in range(2):
            post = factories.post(language="bg")
            post.story.series = series
            post.story.save()
        assert "Част 2 от 2" in text(client.get("/bg/blog/"))
        assert "Част 2 от 2" in text(client.get(post.get_absolute_url()))

    def test_a_post_that_ends_while_its_page_is_made_is_shown(self, client, monkeypatch):
        begin, ticks = timezone.now(), count()
        post = factories.post(expires_at=begin + timedelta(hours=1))
        post.story.series = factories.series()
        post.story.save()
        monkeypatch.setattr(timezone, "now", lambda: begin + timedelta(minutes=61) * next(ticks))
        assert client.get(post.get_absolute_url()).status_code == 200
        # Whoever asks next asks after its end.
        assert client.get(post.get_absolute_url()).status_code == 410

    def test_a_post_that_is_withdrawn_while_its_page_is_made_is_shown(self, client, monkeypatch):
        post = factories.post()
        post.story.series = factories.series()
        post.story.save()

        def withdrawn(html, language):
            Post.objects.filter(pk=post.pk).update(status="withdrawn")
            return html, []

        monkeypatch.setattr("blog.views.post.render_with_contents", withdrawn)
        assert client.get(post.get_absolute_url()).status_code == 200
        assert client.get(post.get_absolute_url()).status_code == 410


class TestPost:
    def test_shows_everything_it_has(self, client):
        post = factories.post(
            title="Green <skills>",
            lead="What the guide says:",
            byline="Dimitar HRISTOV",
            body="<h2>First</h2><p>Body</p>",
            lead_image=factories.image(),
            lead_image_alt="A field",
        )
        project, partner, topic = factories.project(), factories.organisation(), factories.topic()
        post.story.projects.add(project)
        post.story.organisations.add(partner)
        post.story.topics.add(topic)
        response = client.get(post.get_absolute_url())
        page = read(response)
        assert page.xpath("//h1")[0].text == "Green <skills>"
        assert page.xpath("//main//img/@alt") == ["A field"]
        for words in ("What the guide says:", "Dimitar HRISTOV", "First", "Body"):
            assert words in text(response)
        found = links(response, within="//main")
        assert f"/en/projects/{project.slug}/" in found
        assert f"/en/partners/{partner.slug}/" in found
        assert found[f"/en/blog/topic/{topic.slug}/"] == topic.label["en"]

    def test_names_that_exist_in_one_language_only_carry_it(self, client):
        post = factories.post(language="bg")
        project = factories.project(languages=["en"])
        post.story.projects.add(project)
        (name,) = read(client.get(post.get_absolute_url())).xpath("//footer//span[@lang='en']")
        assert name.text == project.texts.get().name

    def test_the_switch_leads_to_its_translation_or_the_list_in_words_of_that_language(
        self, client
    ):
        post = factories.post()
        response = client.get(post.get_absolute_url())
        switch = "//nav[@class='languages']"
        assert links(response, within=switch) == {"/bg/blog/": "Няма на български, към списъка"}
        assert read(response).xpath("//link[@hreflang]/@hreflang") == ["en"]
        other = factories.post(language="bg", story=post.story)
        response = client.get(post.get_absolute_url())
        assert links(response, within=switch) == {other.get_absolute_url(): "Български"}
        assert set(read(response).xpath("//link[@hreflang]/@hreflang")) == {"en", "bg", "x-default"}
        back = links(client.get(other.get_absolute_url()), within=switch)
        assert back == {post.get_absolute_url(): "English"}

    def test_stands_only_in_its_own_list_and_language(self, client):
        factories.post(slug="one")
        assert client.get("/en/news/one/").status_code == 404
        assert client.get("/bg/blog/one/").status_code == 404

    @pytest.mark.parametrize(
        ("shown_on", "archived"),
        [
            *(("2028-11-26", True), ("2028-11-27", False), ("2028-10", True), ("2028-11", False)),
            *(("2027", True), ("2028", False), ("2024-02-29", True)),
        ],
    )
    def test_after_two_years_it_is_from_the_archive(self, client, monkeypatch, shown_on, archived):
        Clock(monkeypatch).now = at(2030, 11, 27)
        story = factories.post(shown_on=shown_on, published_at=at(2028), slug="one").story
        factories.post(
            language="bg", shown_on=shown_on, published_at=at(2028), slug="one", story=story
        )
        for path, words in (
            ("/en/blog/one/", f"From the archive, {shown_on[:4]}"),
            ("/bg/blog/one/", f"От архива, {shown_on[:4]} г."),
        ):
            assert (words in text(client.get(path))) is archived
        assert "From the archive" not in text(client.get("/en/blog/"))

    def test_an_event_counts_from_its_day(self, client, monkeypatch):
        Clock(monkeypatch).now = at(2030, 11, 27)
        event = factories.event(
            starts_on=date(2028, 11, 26), shown_on="2030", published_at=at(2030)
        )
        page = text(client.get(event.get_absolute_url()))
        assert "From the archive, 2028" in page

    def test_describes_itself_to_search_engines(self, client):
        for fields, description in (
            ({"description": "Short"}, "Short"),
            ({"lead": "Lead"}, "Lead"),
        ):
            page = read(client.get(factories.post(**fields).get_absolute_url()))
            assert page.xpath("//meta[@name='description']/@content") == [description]
