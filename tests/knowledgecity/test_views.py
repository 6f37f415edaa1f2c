"""Home, errors, robots, health; and what applies to every public page."""

from copy import deepcopy
from itertools import pairwise

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import Post, Story
from delivery import memo
from delivery.writing import writing
from library.models import Image
from pages.models import Page
from partners.models import Organisation, OrganisationText, Relation
from people.models import Body, Person, PersonText, Role
from projects.models import Participation, Project, ProjectText, Result, ResultLink, ResultText
from tests import factories
from tests.reading import Unknown, head_links, links, read

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _templates_know_their_variables(settings):
    templates = deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = Unknown("%s")
    settings.TEMPLATES = templates


@pytest.fixture(scope="class")
def site(kept_rows):
    """The addresses of the pages of one of everything."""
    with kept_rows(one_of_everything) as paths:
        yield paths


def one_of_everything():
    """Make one of everything, linked to each other; return the addresses of its pages."""
    cluster = factories.organisation(is_cluster=True, slug="cluster")
    cluster.texts.filter(language="en").update(name="Cluster Sofia Knowledge City")
    cluster.texts.filter(language="bg").update(name="Клъстер София град на знанието")
    project = factories.project(
        slug="investech", acronym="InvesTech", start="2020", actual_end="2022-01"
    )
    partner = factories.organisation(slug="tues", country="BG", kind="school")
    Relation.objects.create(organisation=partner, kind="member", start="2019")
    Participation.objects.create(project=project, organisation=partner)
    Participation.objects.create(project=project, country="SK", order=1)
    person = factories.person(slug="ivan-petrov", organisation=partner, mail="ivan@example.org")
    project.contact = person
    project.save()
    board = factories.body(slug="board")
    factories.role(on=board, of=person, group={"en": "Green", "bg": "Зелена"}, start="2019")
    factories.role(on=board, of=person, end="2019")
    factories.person(picture=factories.image())
    result = factories.result(of=project)
    ResultLink.objects.create(result=result, url="https://example.org/", language="en")
    factories.result(of=project, parent=result)
    about = factories.page(slug="about", menu="main", role="contact")
    factories.page(slug="board", parent=about, menu="main", lead_image=factories.image())
    factories.page(slug="za-nas", language="bg", key=about.key, menu="footer")
    factories.promotion(link=f"ref:{about.uid}", image=factories.image())
    factories.site_text(mail="office@example.org", intro="Welcome")
    topic, series = factories.topic(slug="green"), factories.series(slug="cities")
    for kind in ("publication", "news"):
        for number in range(3):
            first = factories.post(
                kind=kind, slug=f"{kind}-{number}", lead_image=factories.image(), shown_on="2024-05"
            )
            factories.post(kind=kind, language="bg", slug=f"{kind}-{number}", story=first.story)
            first.story.topics.add(topic)
            first.story.projects.add(project)
            first.story.organisations.add(partner)
            first.story.series, first.story.series_place = series, number
            first.story.save()
    year = timezone.localtime(Post.objects.first().published_at).year
    return [
        *("/en/", "/en/blog/", "/en/news/", f"/en/blog/{year}/", "/en/blog/topic/green/"),
        *("/en/blog/series/cities/", "/en/blog/publication-1/", "/en/news/news-1/"),
        *("/en/projects/", "/en/projects/investech/", "/en/partners/", "/en/partners/tues/"),
        *("/en/people/", "/en/people/ivan-petrov/", "/bg/hora/", "/bg/hora/ivan-petrov/"),
        *("/bg/", "/bg/blog/", "/bg/novini/", "/bg/blog/publication-1/", "/bg/proekti/"),
        *("/bg/proekti/investech/", "/bg/partnyori/", "/bg/partnyori/tues/"),
        *("/en/members/", "/en/about/", "/en/about/board/", "/bg/chlenove/", "/bg/za-nas/"),
        *("/bg/blog/tema/green/", "/bg/novini/poreditsa/cities/", f"/bg/novini/{year}/"),
    ]


class TestEveryPage:
    def test_answers_with_one_heading_and_its_language(self, client, site):
        for path in site:
            response = client.get(path)
            assert response.status_code == 200, path
            page = read(response)
            assert page.get("lang") == path[1:3], path
            assert response["Content-Language"] == path[1:3]
            assert len(page.xpath("//h1")) == 1, path
            assert page.xpath("//title")[0].text.strip()
            assert page.xpath("//a[@class='skip']/@href") == ["#content"]
            assert page.xpath("//main[@id='content']")

    def test_headings_skip_no_level(self, client, site):
        for path in site:
            headings = read(client.get(path)).xpath("//main//*[self::h1 or self::h2 or self::h3]")
            levels = [1, *(int(heading.tag[1]) for heading in headings)]
            assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)

    def test_ids_are_there_once_and_labels_find_them(self, client, site):
        for path in site:
            page = read(client.get(path))
            ids = page.xpath("//@id")
            assert len(ids) == len(set(ids)), path
            assert set(page.xpath("//@aria-labelledby")) <= set(ids), path

    def test_sets_no_cookie_and_varies_by_none(self, client, site):
        for path in site:
            response = client.get(path)
            assert not response.cookies, path
            assert "Cookie" not in response.get("Vary", ""), path
            assert response["Cache-Control"] == "no-cache"

    def test_needs_nothing_that_the_policy_forbids(self, client, site):
        for path in site:
            page = read(client.get(path))
            assert not page.xpath(
                "//@style | //style | //script[not(@type='application/ld+json' or @src)]"
                " | //@*[starts-with(name(), 'on')]"
            )

    def test_answers_304_to_either_validator(self, client, site):
        for path in site:
            first = client.get(path)
            again = client.get(path, headers={"if-none-match": first["ETag"]})
            assert again.status_code == 304, path
            assert not again.content
            assert again["Cache-Control"] == first["Cache-Control"]
            if "Last-Modified" in first:
                since = {"if-modified-since": first["Last-Modified"]}
                assert client.get(path, headers=since).status_code == 304, path

    def test_a_change_ends_the_304(self, client, site):
        etags = {path: client.get(path)["ETag"] for path in site}
        OrganisationText.objects.filter(organisation__is_cluster=True).update(name="Renamed")
        for path, etag in etags.items():
            response = client.get(path, headers={"if-none-match": etag})
            assert response.status_code == 200, path
            assert "Renamed" in response.text

    def test_names_itself_and_its_translations(self, client, site):
        for path in site:
            response = client.get(path)
            (canonical,) = head_links(response, rel="canonical")
            assert canonical["href"] == f"http://localhost:8000{path}"
            alternates = {
                link["hreflang"]: link["href"]
                for link in head_links(response, rel="alternate")
                if "hreflang" in link
            }
            assert alternates[path[1:3]] == canonical["href"]
            both = {"en", "bg", "x-default"}
            assert set(alternates) == both or path == "/en/about/board/"
            if len(alternates) == 3:
                assert alternates["x-default"] == alternates["en"]
            for href in alternates.values():
                assert client.get(href.removeprefix("http://localhost:8000")).status_code == 200

    def test_offers_its_feeds_in_three_formats(self, client, site):
        without = {"/en/members/", "/bg/chlenove/", "/en/about/", "/en/about/board/", "/bg/za-nas/"}
        without |= {path for path in site if path.startswith(("/en/people/", "/bg/hora/"))}
        for path in set(site) - without:
            offered = [
                link
                for link in head_links(client.get(path), rel="alternate")
                if "feed" in link["href"]
            ]
            assert {link["type"] for link in offered} == {
                "application/rss+xml",
                "application/atom+xml",
                "application/feed+json",
            }
            for link in offered:
                assert client.get(link["href"]).status_code == 200, link

    def test_every_link_leads_somewhere(self, client, site):
        seen = set()
        for path in site:
            seen |= {href for href in links(client.get(path)) if href.startswith("/")}
        for href in sorted(seen):
            assert client.get(href).status_code == 200, href

    def test_ends_with_the_cluster_and_the_year(self, client, site):
        year = str(timezone.localdate().year)
        for path, name in (
            ("/en/blog/", "Cluster Sofia Knowledge City"),
            ("/bg/blog/", "Клъстер София град на знанието"),
        ):
            footer = read(client.get(path)).xpath("//footer[@class='footer']")[0].text_content()
            assert name in footer
            assert year in footer

    def test_menu_marks_where_the_visitor_is(self, client, site):
        for path, words in (("/en/blog/", "Publications"), ("/en/partners/tues/", "Partners")):
            current = read(client.get(path)).xpath("//nav//a[@aria-current]")
            assert [link.text_content() for link in current] == [words]

    def test_head_answers_as_get_does(self, client, site):
        response = client.head("/en/blog/")
        assert response.status_code == 200
        assert response["ETag"] == client.get("/en/blog/")["ETag"]

    def test_home_shows_both_kinds_of_posts_and_the_projects(self, client, site):
        found = links(client.get("/en/"), within="//main")
        assert {"/en/blog/publication-1/", "/en/news/news-1/", "/en/projects/investech/"} <= set(
            found
        )

    def test_posting_is_refused(self, client, site):
        assert client.post("/en/blog/").status_code == 405


@writing()
def fill(number):
    """Add many posts, projects and partners, each with a picture, topics and two projects."""
    start = Project.objects.count()
    life = factories.life("published")
    topics = [factories.topic() for _number in range(2)]
    images = Image.objects.bulk_create(
        Image(
            title="x",
            file=f"images/{start}/{i}.jpg",
            source_hash=f"{start}-{i}",
            format="jpg",
            width=900,
            height=600,
            alt={"en": "A"},
        )
        for i in range(number)
    )
    projects = Project.objects.bulk_create(
        Project(slug=f"p{start}-{i}", acronym=f"P{i}", start="2020", logo=images[i], **life)
        for i in range(number)
    )
    ProjectText.objects.bulk_create(
        ProjectText(project=project, language=code, name=f"Name {code}")
        for project in projects
        for code in ("en", "bg")
    )
    partners = Organisation.objects.bulk_create(
        Organisation(slug=f"o{start}-{i}", country="BG", logo=images[i], **life)
        for i in range(number)
    )
    OrganisationText.objects.bulk_create(
        OrganisationText(organisation=partner, language=code, name=f"Name {code}")
        for partner in partners
        for code in ("en", "bg")
    )
    people = Person.objects.bulk_create(
        Person(slug=f"h{start}-{i}", organisation=partners[i], picture=images[i], **life)
        for i in range(number)
    )
    PersonText.objects.bulk_create(
        PersonText(person=person, language=code, name=f"Name {code}")
        for person in people
        for code in ("en", "bg")
    )
    board, ivan = Body.objects.get(slug="board"), Person.objects.get(slug="ivan-petrov")
    Role.objects.bulk_create(
        Role(body=board, person=person) for person in (*people[::2], *(ivan for _person in people))
    )
    investech, tues = Project.objects.get(slug="investech"), Organisation.objects.get(slug="tues")
    Participation.objects.bulk_create(
        Participation(project=investech, organisation=partner) for partner in partners
    )
    Participation.objects.bulk_create(
        Participation(project=project, organisation=tues) for project in projects
    )
    results = Result.objects.bulk_create(
        Result(slug=f"r{start}-{i}", project=investech, **life) for i in range(number)
    )
    ResultText.objects.bulk_create(
        ResultText(result=result, language="en", title="Result") for result in results
    )
    ResultLink.objects.bulk_create(
        ResultLink(result=result, url="https://example.org/") for result in results
    )
    about = Page.objects.get(path="about")
    Page.objects.bulk_create(
        Page(
            language="en",
            title=f"Page {i}",
            slug=f"p{start}-{i}",
            text="<p>Text</p>",
            parent=about,
            menu="main",
            **life,
        )
        for i in range(number // 5)
    )
    Relation.objects.bulk_create(
        Relation(organisation=partner, kind="member") for partner in partners
    )
    series = factories.Series.objects.get(slug="cities")
    green = factories.Topic.objects.get(slug="green")
    for kind in ("publication", "news"):
        stories = Story.objects.bulk_create(
            Story(kind=kind, series=series, series_place=9) for _i in range(number)
        )
        for thing, values in (
            ("topic", [*topics, green]),
            ("project", [investech, projects[0]]),
            ("organisation", [tues, partners[0]]),
        ):
            through = getattr(Story, f"{thing}s").through
            through.objects.bulk_create(
                through(story=story, **{thing: value}) for story in stories for value in values
            )
        Post.objects.bulk_create(
            Post(
                story=story,
                kind=kind,
                language=code,
                title=f"T{i}",
                slug=f"s{start}-{i}",
                lead="Lead",
                body="<p>Body</p>",
                lead_image=images[i],
                **life,
            )
            for code in ("en", "bg")
            for i, story in enumerate(stories)
        )


def queries(client, path):
    """Return the queries of an uncached page."""
    memo.forget()
    with CaptureQueriesContext(connection) as caught:
        assert client.get(path).status_code == 200, path
    return [query["sql"] for query in caught.captured_queries]


def test_a_page_costs_at_most_twelve_queries_however_many_rows(client, site):
    fill(10)
    few = {path: queries(client, path) for path in site}
    for path, made in few.items():
        assert len(made) <= 12, (path, made)
    fill(1000)
    for path, made in few.items():
        assert len(queries(client, path)) == len(made), path


def test_lists_leave_bodies_and_internal_notes_in_the_database(client, site):
    for path in site:
        made = " ".join(queries(client, path))
        assert '"blog_post"."internal_note"' not in made, path
        # The page of a post shows one.
        one = path.endswith(("/publication-1/", "/news-1/"))
        assert made.count('"blog_post"."body"') == one, path


class TestHome:
    def test_a_partner_is_shown_by_its_logo_else_by_its_name(self, client):
        logo = factories.image(rendition_widths=[400])
        project = factories.project()
        for slug, facts in (("tues", {"logo": logo}), ("gaia", {})):
            row = factories.organisation(slug=slug, **facts)
            row.texts.update(name=slug.upper())
            Participation.objects.create(project=project, organisation=row)
        wall = read(client.get("/en/")).xpath("//ul[contains(@class, 'wall')]")[0]
        assert wall.xpath(".//img/@alt") == ["TUES"]
        assert wall.xpath(".//source/@srcset")[0].endswith("-400.webp 400w")
        assert wall.xpath("./li/a/text()") == ["GAIA"]

    def test_partners_of_running_projects_come_first_then_those_with_the_most(self, client):
        running = factories.project(start="2024", planned_end="2099")
        past, earlier = factories.project(actual_end="2020"), factories.project(actual_end="2018")
        hidden = factories.project("draft")
        taking_part = {
            "B of one": [past],
            "A of one": [past],
            "Z running": [running],
            "Y of two": [past, earlier],
            "SECRET": [hidden],
            "Supplier": [],
        }
        for number, (name, projects) in enumerate(taking_part.items()):
            row = factories.organisation(country=("BG", "DE", "FR")[number % 3])
            row.texts.update(name=name)
            row.relations.create(kind="supplier")
            for project in projects:
                Participation.objects.create(project=project, organisation=row)
        cluster = factories.organisation(is_cluster=True, country="AT")
        Participation.objects.create(project=past, organisation=cluster)
        page = read(client.get("/en/"))
        wall = page.xpath("//ul[contains(@class, 'wall')]/li/a/text()")
        assert wall == ["Z running", "Y of two", "A of one", "B of one"]
        together = page.xpath("//ul[contains(@class, 'glance')]/li")[-1].text_content()
        assert " ".join(together.split()) == "Partners4 organisations from 3 countries"

    def test_works_on_an_empty_site(self, client):
        for path in ("/en/", "/bg/", "/en/blog/", "/en/projects/", "/en/partners/"):
            assert client.get(path).status_code == 200, path


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "bg"),
        ("bg-BG,bg;q=0.9,en;q=0.8", "bg"),
        ("en-GB,en;q=0.9", "en"),
        ("de-DE,de;q=0.9", "en"),
        ("de,en;q=0.5,bg;q=0.7", "bg"),
    ],
)
def test_root_leads_to_the_language_of_the_browser(client, accepted, language):
    response = client.get("/", headers={"accept-language": accepted} if accepted else {})
    assert response.status_code == 302
    assert response["Location"] == f"/{language}/"
    assert response["Vary"] == "Accept-Language"
    assert not response.cookies


class TestErrors:
    @pytest.mark.parametrize(
        ("path", "heading"),
        [("/en/blog/none/", "Page not found"), ("/en/nothing/", "Page not found")],
    )
    def test_not_found_speaks_the_language_of_the_address(self, client, path, heading):
        response = client.get(path)
        assert response.status_code == 404
        assert read(response).xpath("//h1")[0].text == heading
        assert "/en/blog/" in links(response, within="//main")
        bulgarian = client.get(path.replace("/en/", "/bg/"))
        assert read(bulgarian).get("lang") == "bg"
        assert "/bg/blog/" in links(bulgarian, within="//main")

    def test_not_found_outside_the_languages_speaks_the_visitors(self, client):
        response = client.get("/wp-login.php", headers={"accept-language": "en"})
        assert response.status_code == 404
        assert read(response).get("lang") == "en"
        assert "Accept-Language" in response["Vary"]

    def test_gone_leads_to_the_lists(self, client):
        post = factories.post("withdrawn", slug="was-here")
        response = client.get("/en/blog/was-here/")
        assert response.status_code == 410
        assert post.title not in response.text
        assert "/en/blog/" in links(response, within="//main")

    def test_what_is_missing_or_gone_offers_search_newest_posts_and_the_other_language(
        self, client
    ):
        for language in ("en", "bg"):
            factories.post("withdrawn", language=language, slug="was-here")
            factories.post("draft", language=language, slug="not-yet")
            for number in range(4):
                factories.post(language=language, slug=f"post-{number}", shown_on="2024-05-15")
        for path, words, search, other in (
            ("/en/nothing/", "15 May 2024", "/en/search/", {"/bg/": "Български"}),
            ("/en/blog/was-here/", "15 May 2024", "/en/search/", {"/bg/": "Български"}),
            ("/bg/blog/was-here/", "15 май 2024 г.", "/bg/tarsene/", {"/en/": "English"}),
        ):
            response = client.get(path)
            page = read(response)
            (form,) = page.xpath("//main/form[@role='search'][preceding-sibling::*[1][self::p]]")
            assert form.get("action") == search
            assert form.xpath(".//input/@name") == ["q"]
            newest = links(response, within="//section[@aria-labelledby='newest']")
            assert list(newest) == [f"{path[:4]}blog/post-{number}/" for number in (3, 2, 1)]
            assert page.xpath("//section[@aria-labelledby='newest']//time/text()") == [words] * 3
            assert links(response, within="//nav[@class='languages']") == other
            assert search in links(response, within="//header")

    def test_the_newest_posts_of_a_missing_page_are_read_once(self, client):
        client.get("/en/nothing/")
        with CaptureQueriesContext(connection) as caught:
            client.get("/en/nothing/else/")
        assert [q["sql"] for q in caught.captured_queries if "blog_post" in q["sql"]] == []

    def test_errors_set_no_cookie_and_are_not_indexed(self, client):
        response = client.get("/en/nothing/")
        assert not response.cookies
        assert read(response).xpath("//meta[@name='robots']/@content") == ["noindex"]

    @pytest.mark.parametrize(("problem", "status"), [(ValueError, 500), (OperationalError, 503)])
    def test_a_broken_page_says_so_in_its_language_without_the_database(
        self, client, monkeypatch, problem, status
    ):
        def broken(*args):
            raise problem

        monkeypatch.setattr("delivery.version.current", broken)
        client.raise_request_exception = False
        for language in ("en", "bg"):
            response = client.get(f"/{language}/")
            assert response.status_code == status
            assert read(response).get("lang") == language
            assert ("Retry-After" in response) == (status == 503)

    @pytest.mark.parametrize(
        ("language", "words"), [("en", "was not saved"), ("bg", "не е записано")]
    )
    def test_the_desk_says_that_nothing_can_be_saved(self, client, monkeypatch, language, words):
        client.force_login(factories.user("Editors"))

        def away(*args, **kwargs):
            raise OperationalError

        monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", away)
        client.raise_request_exception = False
        path = "/admin/blog/post/add/"
        response = client.post(path, {"title": "x"}, headers={"accept-language": language})
        assert response.status_code == 503
        assert words in response.text
        assert read(response).get("lang") == language
