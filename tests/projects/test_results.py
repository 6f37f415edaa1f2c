"""The results of projects: their lines and cards, their pages, the shelf, the feed."""

import json
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from addresses.models import Address
from languages.numbers import in_words
from projects.folding import nameless
from projects.forms import ResultEdit
from projects.models import Result, ResultLink, ResultText
from publishing.preview.rehearsal import rehearsed
from tests import factories
from tests.feeds import checks
from tests.reading import head_links, links, read, sitemap_parts, text

pytestmark = pytest.mark.django_db

FORMATS = ("rss", "atom", "json")


def titled(result, **titles):
    """Give a result these titles by language."""
    for language, title in titles.items():
        ResultText.objects.filter(result=result, language=language).update(title=title)
    return result


def path_of(result, language="en"):
    return result.paths()[language]


def data_of(response, *types):
    """Return the structured data of a page that has one of these types."""
    (script,) = read(response).xpath("//script[@type='application/ld+json']/text()")
    return next(node for node in json.loads(script)["@graph"] if node["@type"] in types)


class TestOnThePageOfTheProject:
    def page(self, client, project, language="en"):
        return read(client.get(project.paths()[language]))

    def lines(self, client, project, language="en"):
        page = self.page(client, project, language)
        lines = page.xpath(
            "//section[@aria-labelledby='results']//li[not(ancestor::article[@class='result'])]"
        )
        return [" ".join(line.text_content().split()) for line in lines]

    def test_parts_stand_below_their_package(self, client):
        project = factories.project()
        package = factories.result(of=project, kind="course")
        part = factories.result_with_link(of=project, parent=package)
        page = self.page(client, project)
        assert page.xpath("//h3/a/text()") == [str(package.texts.get(language="en"))]
        assert page.xpath("//h4/a/text()") == [str(part.texts.get(language="en"))]
        response = client.get(project.paths()["en"])
        assert list(links(response, within="//article[@class='result']")) == [
            *(path_of(package), path_of(part), "https://example.org/course"),
        ]
        assert len(self.page(client, project, "bg").xpath("//article[@class='result']//a")) == 3

    def test_links_stand_in_order_with_their_language(self, client):
        result = factories.result()
        for number in (2, 1):
            ResultLink.objects.create(
                result=result, url=f"https://example.org/{number}", language="en", order=number
            )
        page = self.page(client, result.project)
        assert page.xpath("//a[@class='button']/@href") == [
            *("https://example.org/1", "https://example.org/2"),
        ]
        assert page.xpath("//a[@class='button']/@hreflang") == ["en", "en"]
        assert "English" in text(client.get(result.project.paths()["en"]))

    def test_one_with_nothing_to_open_is_a_line_with_its_text_and_a_place(self, client):
        result = factories.result(kind="tool")
        result.texts.update(text="<p>What it is</p>")
        page = self.page(client, result.project)
        assert not page.xpath("//article[@class='result']")
        (line,) = self.lines(client, result.project)
        assert line == f"{result.texts.get(language='en')} Tool What it is"
        assert page.xpath(f"//li//*[@id='{result.slug}']")

    def test_a_title_in_another_language_says_so(self, client):
        result = factories.result_with_link(languages=["en"])
        factories.result(languages=["en"], of=result.project)
        page = self.page(client, result.project, "bg")
        assert page.xpath("//h3[@lang='en']/a/text()") == [result.texts.get().title]
        assert len(page.xpath("//li/span[@lang='en']")) == 1

    @pytest.mark.parametrize("stage", factories.HIDDEN)
    def test_hidden_ones_and_their_parts_are_not_there(self, client, stage):
        project = factories.project()
        package = factories.result_with_link(stage, of=project)
        part = factories.result_with_link(of=project, parent=package)
        factories.result_with_link(of=project, parent=part)
        assert not self.page(client, project).xpath("//*[@id='results']")

    @pytest.mark.parametrize(
        ("date", "english", "bulgarian"),
        [
            ("2999", "Planned for 2999", "В подготовка, срок: 2999 г."),
            ("", "Planned", "В подготовка"),
        ],
    )
    def test_a_planned_one_says_so_and_for_when(self, client, date, english, bulgarian):
        result = factories.result_with_link(readiness="planned", date=date, kind="other")
        assert english.lower() in text(client.get(result.project.paths()["en"])).lower()
        facts = read(client.get(path_of(result))).xpath("//aside//dd/text()")
        assert english in facts
        assert bulgarian in read(client.get(path_of(result, "bg"))).xpath("//aside//dd/text()")

    def test_the_kind_that_says_nothing_is_not_shown(self, client):
        result = factories.result_with_link(kind="other")
        for path in (path_of(result), result.project.paths()["en"], "/en/results/"):
            assert "other" not in read(client.get(path)).xpath("string(//main)").lower(), path

    def test_nameless_parts_are_one_line_with_a_place_for_each(self, client):
        project = factories.project()
        package = factories.result(of=project)
        for number in range(1, 6):
            part = factories.result(of=project, parent=package, kind="course", slug=f"m-{number}")
            titled(part, en=f"Module {number} of the base", bg=f"Модул {number} от базата")
        assert self.lines(client, project)[1:] == ["Five modules"]
        assert self.lines(client, project, "bg")[1:] == ["Пет модула"]
        for number in range(1, 6):
            response = client.get(f"/en/projects/{project.slug}/results/m-{number}/")
            assert response["Location"] == f"/en/projects/{project.slug}/#m-{number}"
            assert len(self.page(client, project).xpath(f"//*[@id='m-{number}']")) == 1

    def test_parts_of_one_kind_share_a_line_with_their_titles(self, client):
        project = factories.project()
        package = factories.result(of=project)
        for title in ("Map", "Curriculum"):
            part = factories.result(of=project, parent=package, kind="framework")
            titled(part, en=title, bg=title)
        guide = factories.result(of=project, parent=package, kind="guide")
        said = factories.result(of=project, parent=package, kind="framework")
        said.texts.update(text="<p>More about it</p>")
        assert self.lines(client, project)[1:] == [
            "Two frameworks: Map, Curriculum",
            f"{guide.texts.get(language='en')} Guide",
            f"{said.texts.get(language='en')} Framework More about it",
        ]
        assert self.lines(client, project, "bg")[1] == "Две рамки: Map, Curriculum"


class TestNameless:
    def test_are_titles_that_differ_only_in_their_number(self):
        modules = [f"Module {number} of the base" for number in (1, 2, 10)]
        assert nameless([*modules, "Final test"]) == set(modules)
        assert nameless(["Модул I", "Модул II", "Модул 3"]) == {"Модул I", "Модул II", "Модул 3"}
        assert nameless(["Module 1", "Lesson 2", "Summary", "Summary for all"]) == set()

    def test_a_year_is_a_name(self):
        assert nameless(["Report 2023", "Report 2024"]) == set()

    def test_numbers_are_words_up_to_ten(self):
        assert [in_words(number, "en") for number in (2, 10, 11)] == ["two", "ten", "11"]
        assert in_words(2, "bg") == "два"
        assert in_words(2, "bg", feminine=True) == "две"
        assert in_words(10, "bg", feminine=True) == "десет"


class TestPage:
    def test_tells_what_is_known_in_both_languages(self, client):
        project = factories.project(acronym="Degrebe", grant_number="2021-1")
        package = factories.result(of=project)
        result = titled(
            factories.result_with_link(
                of=project,
                parent=package,
                kind="guide",
                group="IO1",
                licence="CC BY 4.0",
                date="2023-05",
                link={"language": "en"},
            ),
            en="Trainers' guide",
            bg="Наръчник за обучители",
        )
        part = factories.result(of=project, parent=result)
        response = client.get(path_of(result))
        english = text(response)
        for words in ("Guide", "Intellectual output 1", "May 2023", "CC BY 4.0", "English"):
            assert words in english, words
        assert part.texts.get(language="en").title in english
        there = links(response)
        assert {project.paths()["en"], path_of(package), "https://example.org/course"} <= {*there}
        assert (
            "Trainers' guide. Degrebe (2021-1). Sofia – Knowledge City, 2023."
            f" http://localhost:8000{path_of(result)}" in english
        )
        bulgarian = text(client.get(path_of(result, "bg")))
        for words in ("Наръчник", "Интелектуален продукт 1", "май 2023 г.", "английски"):
            assert words.lower() in bulgarian.lower(), words
        assert path_of(result, "bg") in there

    def test_a_document_shows_type_size_and_language(self, client):
        document = factories.document(title={"en": "Handbook"}, language="bg")
        result = factories.result()
        ResultLink.objects.create(result=result, document=document)
        response = client.get(path_of(result))
        assert links(response)[document.get_absolute_url()] == "Handbook"
        assert "PDF, 1.2" in text(response)
        assert text(response).count("Bulgarian") == 1
        (encoding,) = data_of(response, "CreativeWork")["encoding"]
        assert encoding == {
            "@type": "MediaObject",
            "contentUrl": f"http://localhost:8000{document.get_absolute_url()}",
            "contentSize": "1235 kB",
            "encodingFormat": "application/pdf",
            "inLanguage": "bg",
        }

    def test_machines_are_told_the_same(self, client):
        result = factories.result_with_link(
            kind="course", licence="CC BY 4.0", date="2023-05", link={"language": "en"}
        )
        response = client.get(path_of(result))
        data = data_of(response, "LearningResource")
        assert data["name"] == result.texts.get(language="en").title
        assert (data["inLanguage"], data["license"]) == (["en"], "CC BY 4.0")
        assert data["datePublished"] == "2023-05"
        project = client.get(result.project.paths()["en"])
        assert data["isPartOf"]["@id"] == data_of(project, "ResearchProject")["@id"]
        assert {"/en/projects/", "/en/results/"} <= {*links(response, within="//main")}
        steps = data_of(response, "BreadcrumbList")["itemListElement"]
        assert [step["name"] for step in steps][1:3] == ["Projects", result.project.acronym]
        image = read(response).xpath("//meta[@property='og:image']/@content")[0]
        assert str(result.texts.get(language="en").uid) in image
        assert client.get(image.removeprefix("http://localhost:8000")).status_code == 200

    def test_without_a_text_in_this_language_it_shows_the_other(self, client):
        result = factories.result_with_link(languages=["en"])
        response = client.get(path_of(result, "bg"))
        assert response.status_code == 200
        page = read(response)
        assert page.xpath("//h1[@lang='en']")
        (canonical,) = head_links(response, rel="canonical")
        assert canonical["href"] == f"http://localhost:8000{path_of(result)}"

    def test_without_anything_to_open_its_address_leads_to_its_line(self, client):
        result = factories.result()
        for language in ("en", "bg"):
            response = client.get(path_of(result, language))
            assert response.status_code == 302
            assert response["Location"] == f"{result.project.paths()[language]}#{result.slug}"
        ResultLink.objects.create(result=result, url="https://example.org/")
        assert client.get(path_of(result)).status_code == 200

    @pytest.mark.parametrize("stage", factories.HIDDEN)
    def test_a_link_of_a_hidden_part_makes_no_page(self, client, stage):
        package = factories.result()
        factories.result_with_link(stage, of=package.project, parent=package)
        assert client.get(path_of(package)).status_code == 302

    @pytest.mark.parametrize("stage", factories.HIDDEN)
    @pytest.mark.parametrize("hidden", ["result", "parent", "project"])
    def test_is_hidden_with_whatever_it_belongs_to(self, client, stage, hidden):
        project = factories.project(stage if hidden == "project" else "published")
        package = factories.result(stage if hidden == "parent" else "published", of=project)
        result = factories.result_with_link(
            stage if hidden == "result" else "published", of=project, parent=package
        )
        expected = 404 if stage in {"draft", "scheduled"} else 410
        assert client.get(path_of(result)).status_code == expected
        assert not ResultText.objects.with_page().filter(result=result).exists()

    @pytest.mark.parametrize(("stage", "status"), [("published", 200), ("draft", 404)])
    def test_its_document_is_for_the_public_when_it_is(self, client, stage, status):
        document = factories.document()
        default_storage.save(document.file.name, ContentFile(b"%PDF-1.7"))
        result = factories.result_with_link(stage, link={"url": "", "document": document})
        page = client.get(path_of(result))
        assert page.status_code == status
        assert (document.get_absolute_url() in links(page)) is (status == 200)
        response = client.get(document.get_absolute_url())
        assert response.status_code == status
        if response.streaming:
            response.getvalue()

    def test_takes_at_most_twelve_queries(self, client):
        document, image = factories.document(), factories.image()
        package = factories.result_with_link(kind="course")
        body = (
            f'<p><a href="ref:{package.project.uid}">It</a> <a href="ref:{document.uid}">B</a></p>'
            f'<figure data-image="{image.uid}"></figure>'
        )
        package.texts.update(text=body)
        for _number in range(5):
            part = factories.result_with_link(of=package.project, parent=package)
            factories.result(of=package.project, parent=part).texts.update(text=body)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path_of(package)).status_code == 200
        assert len(queries) <= 12, "\n".join(query["sql"][:200] for query in queries)


class TestAddresses:
    def test_a_renamed_result_redirects(self, client):
        result = factories.result_with_link(slug="old")
        before = path_of(result)
        result.slug = "new"
        result.save()
        response = client.get(before)
        assert (response.status_code, response["Location"]) == (301, path_of(result))

    def test_a_renamed_project_takes_its_results_along(self, client):
        result = factories.result_with_link()
        before = path_of(result, "bg")
        result.project.slug = "renamed"
        result.project.save()
        response = client.get(before)
        assert (response.status_code, response["Location"]) == (301, path_of(result, "bg"))
        assert response["Location"].startswith("/bg/proekti/renamed/rezultati/")

    def test_a_deleted_one_is_gone(self, client):
        result = factories.result_with_link()
        path = path_of(result)
        result.delete()
        assert client.get(path).status_code == 410

    def test_a_withdrawn_whole_takes_the_addresses_of_its_parts_along(self, client):
        package = factories.result()
        result = factories.result_with_link(of=package.project, parent=package)
        package.status = "withdrawn"
        package.save()
        assert client.get(path_of(result)).status_code == 410
        package.status = "published"
        package.save()
        assert client.get(path_of(result)).status_code == 200

    def test_a_link_in_a_text_leads_to_its_page(self, client):
        result = factories.result_with_link()
        page = factories.page(text=f'<p><a href="ref:{result.uid}">The guide</a></p>')
        assert path_of(result) in links(client.get(page.get_absolute_url()))

    def test_results_of_an_older_database_get_theirs(self):
        from projects import upgrade

        result = factories.result_with_link()
        Address.objects.filter(uid=result.uid).delete()
        upgrade.record_addresses()
        assert {row.path for row in Address.objects.live().filter(uid=result.uid)} == {
            *result.paths().values()
        }

    def test_a_whole_cannot_be_its_own_part_or_stand_deeper_than_it_is_shown(self):
        project = factories.project()
        rows = [factories.result(of=project)]
        for _level in range(2):
            rows.append(factories.result(of=project, parent=rows[-1]))
            rows[-1].full_clean()
        with pytest.raises(ValidationError, match="at most"):
            Result(project=project, slug="deep", parent=rows[-1]).clean()
        for parent in (rows[1], factories.result(of=project)):
            top, top_parent = (Result.objects.get(pk=row.pk) for row in (rows[0], parent))
            top.parent = top_parent
            with pytest.raises(ValidationError, match="at most"):
                top.clean()


class TestList:
    def test_shows_what_can_be_opened_newest_first(self, client):
        older = factories.result_with_link(published_at=datetime(2020, 1, 1, tzinfo=UTC))
        newer = factories.result_with_link()
        factories.result()
        page = read(client.get("/en/results/"))
        assert page.xpath("//main//h2/a/@href") == [path_of(newer), path_of(older)]
        assert read(client.get("/bg/rezultati/")).xpath("//main//h2/a/@href") == [
            *(path_of(newer, "bg"), path_of(older, "bg")),
        ]

    def test_is_filtered_by_project_kind_and_language(self, client):
        document = factories.document(language="bg")
        game = factories.result_with_link(kind="game", link={"language": "en"})
        guide = factories.result_with_link(kind="guide", link={"url": "", "document": document})
        course = factories.result_with_link(kind="course", of=guide.project)
        for query, found in (
            ("", {game, guide, course}),
            (f"project={guide.project.slug}", {guide, course}),
            ("kind=game", {game}),
            ("language=bg", {guide}),
            ("language=en", {game}),
            (f"project={guide.project.slug}&kind=course", {course}),
            ("kind=nonsense&language=xx&project=nobody", {game, guide, course}),
        ):
            response = client.get(f"/en/results/?{query}")
            there = read(response).xpath("//main//h2/a/@href")
            assert set(there) == {path_of(result) for result in found}, query
            is_indexed = "noindex" not in response.text
            assert is_indexed is (not query or "nobody" in query), query
        names = read(client.get("/en/results/")).xpath("//form//select/@name")
        assert names == ["project", "kind", "language"]

    def test_says_that_nothing_fits(self, client):
        factories.result_with_link(kind="game")
        assert "No results for these filters." in text(client.get("/en/results/?kind=tool"))

    def test_projects_lead_to_it(self, client):
        assert "/en/results/" in links(client.get("/en/projects/"), within="//main")
        assert "/bg/rezultati/" in links(client.get("/bg/proekti/"), within="//main")

    @pytest.mark.parametrize("path", ["/en/results/", "/bg/rezultati/?kind=tool"])
    def test_takes_as_many_queries_for_ten_as_for_a_thousand(self, client, path):
        def make(number):
            project = factories.project()
            rows = Result.objects.bulk_create(
                Result(project=project, slug=f"r-{n}", kind="tool", **factories.life("published"))
                for n in range(number)
            )
            ResultText.objects.bulk_create(
                ResultText(result=row, language=code, title=f"Result {row.pk}")
                for row in rows
                for code in ("en", "bg")
            )
            ResultLink.objects.bulk_create(
                ResultLink(result=row, url="https://example.org/") for row in rows
            )

        def queries():
            factories.settle()
            with CaptureQueriesContext(connection) as found:
                assert client.get(path).status_code == 200
            return len(found)

        make(10)
        queries()
        few = queries()
        make(990)
        queries()
        assert queries() == few

    def test_has_pages(self, client):
        project = factories.project()
        for _number in range(21):
            factories.result_with_link(of=project)
        assert client.get("/en/results/page/2/").status_code == 200
        assert client.get("/bg/rezultati/stranitsa/2/").status_code == 200
        assert client.get("/en/results/page/3/").status_code == 404


class TestFound:
    def test_in_the_sitemap_with_a_page_only(self, client):
        result, line = factories.result_with_link(), factories.result()
        sitemap = "".join(part.text for part in sitemap_parts(client))
        for path in (path_of(result), path_of(result, "bg"), "/en/results/", "/bg/rezultati/"):
            assert f"http://localhost:8000{path}<" in sitemap, path
        assert path_of(line) not in sitemap

    def test_by_search_with_a_page_only(self, client):
        result, line = (
            titled(factories.result_with_link(), en="A zeppelin"),
            titled(factories.result(), en="Zeppelins"),
        )
        there = links(client.get("/en/search/?q=zeppelin"))
        assert path_of(result) in there
        assert path_of(line) not in there
        result.project.slug = "renamed"
        result.project.save()
        assert path_of(result) in links(client.get("/en/search/?q=zeppelin"))

    def test_in_the_dialog_for_links_with_a_page_only(self, client):
        client.force_login(factories.user("Editors"))
        result, line = (
            titled(factories.result_with_link(), en="A zeppelin"),
            titled(factories.result(), en="Zeppelins"),
        )
        found = client.get("/admin/links/?q=zeppelin&language=en").json()["targets"]
        assert [target["href"] for target in found] == [f"ref:{result.uid}"]
        assert found[0]["title"] == f"{result.project.acronym}: A zeppelin"
        assert str(line.uid) not in str(found)


@pytest.mark.parametrize("form", FORMATS)
class TestFeed:
    def test_has_texts_and_links_of_what_can_be_opened(self, client, form):
        document = factories.document()
        result = factories.result_with_link(kind="course")
        result.texts.update(text="<p>Full text</p>")
        ResultLink.objects.create(result=result, document=document)
        line = factories.result()
        for language, path in (("en", "/en/results/"), ("bg", "/bg/rezultati/")):
            response = client.get(f"{path}feed.{form}")
            assert checks.problems(form, response.content) == []
            own = result.texts.get(language=language)
            for words in (own.uid.urn, own.title, "Full text", "https://example.org/course"):
                assert words in response.text, words
            assert f"http://localhost:8000{document.get_absolute_url()}" in response.text
            assert path_of(result, language) in response.text
            assert line.texts.get(language=language).title not in response.text

    def test_is_named_where_feeds_are(self, client, form):
        path = f"/en/results/feed.{form}"
        assert path in links(client.get("/en/feeds/"))
        assert any(link["href"].endswith(path) for link in head_links(client.get("/en/results/")))

    def test_names_no_hub(self, client, form, settings):
        settings.WEBSUB_HUB = "https://hub.example.org/"
        assert "hub.example.org" not in client.get(f"/en/results/feed.{form}").text

    def test_leads_back_to_the_first(self, client, form):
        project = factories.project()
        made = [
            factories.result_with_link(
                of=project,
                published_at=datetime(2020 + number // 15, 1, number % 15 + 1, tzinfo=UTC),
            )
            for number in range(30)
        ]
        found = client.get(f"/en/results/feed.{form}").text
        found += client.get(f"/en/results/feed-2020.{form}").text
        assert all(result.texts.get(language="en").uid.urn in found for result in made)
        assert client.get(f"/en/results/feed-2019.{form}").status_code == 404

    def test_is_the_same_however_a_result_is_renamed(self, client, form):
        result = factories.result_with_link()
        uid = result.texts.get(language="en").uid.urn
        result.slug = "other"
        result.save()
        assert uid in client.get(f"/en/results/feed.{form}").text

    def test_takes_at_most_six_queries(self, client, form):
        project = factories.project()
        image = factories.image()
        for _number in range(25):
            factories.result_with_link(of=project).texts.update(
                text=f'<p><a href="ref:{project.uid}">It</a></p><figure data-image="{image.uid}"></figure>'
            )
        factories.settle()
        for path in ("feed", "feed-" + str(project.published_at.year)):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/en/results/{path}.{form}").status_code == 200
            assert len(queries) <= 6, [query["sql"][:150] for query in queries]


class TestEdit:
    """Staff look at a result where visitors will meet it."""

    def first_place(self, result):
        edit = ResultEdit(result, factories.user("Editors"))
        with rehearsed(edit) as done:
            return edit.paths(done.row)["en"], [path for _label, path in edit.places(result, "en")]

    def test_with_something_to_open_that_is_its_page(self):
        project = factories.project("draft")
        package = factories.result("draft", of=project)
        result = factories.result_with_link("scheduled", of=project, parent=package)
        project_path = project.paths()["en"]
        expected = (path_of(result), [path_of(result), project_path])
        assert self.first_place(result) == expected

    def test_without_it_is_the_page_of_the_project(self):
        result = factories.result("draft")
        path = result.project.paths()["en"]
        assert self.first_place(result) == (path, [path])

    def test_a_draft_with_a_link_shows_its_page_to_staff_alone(self, client):
        client.force_login(factories.user("Editors", interface_language="en"))
        # It gives the cookie that leads past kept pages.
        client.get("/admin/")
        result = factories.result_with_link("draft")
        response = client.get(path_of(result))
        assert response.status_code == 200
        assert "Preview" in response.text
        assert Client().get(path_of(result)).status_code == 404


class TestWords:
    def line(self, client, result):
        page = read(client.get(result.project.paths()["en"]))
        (line,) = page.xpath("//ul[@class='lines']/li")
        return " ".join(line.text_content().split())

    def test_nothing_is_planned_any_more_when_the_project_is_over(self, client):
        project = factories.project(start="2020", planned_end="2999")
        result = factories.result(of=project, readiness="planned", date="2998")
        assert self.line(client, result).endswith("planned for 2998")
        project.planned_end = "2021"
        project.save()
        assert "planned" not in self.line(client, result)

    def test_a_kind_that_stands_in_the_title_is_not_said_again(self, client):
        result = factories.result(kind="guide")
        assert self.line(client, result).endswith("Guide")
        result.texts.update(title="Guide for trainers")
        assert self.line(client, result) == "Guide for trainers"
