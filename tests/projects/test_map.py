"""The map of a consortium, and what is marked together with it in the table."""

import gzip
from itertools import combinations

import pytest
from lxml import etree

from projects.map import europe
from projects.models import Participation
from tests import factories
from tests.reading import read

pytestmark = pytest.mark.django_db
SVG = "{http://www.w3.org/2000/svg}"
PATHS = ("/en/projects/investech/", "/bg/proekti/investech/")


def takes_part(project, country, role="partner", stage="published"):
    organisation = factories.organisation(stage, country=country)
    return Participation.objects.create(project=project, organisation=organisation, role=role)


@pytest.fixture
def project():
    """A project of four countries on the map, one of which is only a country, and one elsewhere."""
    project = factories.project(slug="investech")
    takes_part(project, "BG", "coordinator")
    takes_part(project, "BG")
    takes_part(project, "PL")
    takes_part(project, "MT")
    takes_part(project, "JP")
    Participation.objects.create(project=project, country="EE")
    Participation.objects.create(project=project, country="PL")
    return project


def frame(svg):
    """Return left, top, width and height of what an SVG shows."""
    return [int(number) for number in (svg.get("viewBox") or svg.get("viewbox")).split()]


def drawn(client, path):
    """Return the file of a map as XML."""
    return etree.fromstring(client.get(path).content)


class TestPage:
    @pytest.mark.parametrize(
        ("path", "words", "names"),
        [
            (
                PATHS[0],
                (
                    "Map of Europe with the countries of the participants: "
                    "Bulgaria, Estonia, Malta, Poland. Coordinator: Bulgaria."
                ),
                ["Bulgaria", "Estonia", "Malta", "Poland"],
            ),
            (
                PATHS[1],
                (
                    "Карта на Европа с държавите на участниците: "
                    "България, Естония, Малта, Полша. Координатор: България."
                ),
                ["България", "Естония", "Малта", "Полша"],
            ),
        ],
    )
    def test_says_what_it_shows(self, client, project, path, words, names):
        (svg,) = read(client.get(path)).xpath("//figure[@class='map']/svg")
        assert svg.get("aria-label") == words
        assert [title.text for title in svg.xpath("a/title")] == names

    def test_draws_the_countries_over_the_file_of_the_rest(self, client, project):
        (svg,) = read(client.get(PATHS[0])).xpath("//figure[@class='map']/svg")
        (image,) = svg.xpath("image")
        assert image.get("href") == "/maps/2/BG-EE-MT-PL.svg"
        assert frame(svg) == frame(drawn(client, image.get("href")))
        assert [image.get(name) for name in ("x", "y", "width", "height")] == (
            svg.get("viewbox").split()
        )
        shapes = {shape["path"]: code for code, shape in europe()["countries"].items()}
        assert [shapes[path.get("d")] for path in svg.xpath("a/path")] == ["BG", "EE", "PL"]
        assert len(svg.xpath("a/circle")) == 1

    def test_labels_the_countries_and_tells_the_coordinator_apart(self, client, project):
        (figure,) = read(client.get(PATHS[0])).xpath("//figure[@class='map']")
        labels = {text.text: "leads" in text.get("class") for text in figure.iter("text")}
        assert labels == {"BG": True, "EE": False, "MT": False, "PL": False}
        assert [text.text for text in figure.xpath(".//text[contains(@class, 'outside')]")] == [
            "MT"
        ]
        assert len(figure.xpath("svg/a[contains(@class, 'leads')]")) == 1
        keys = [key.text for key in figure.xpath("figcaption/span")]
        assert keys == ["Countries of participants", "coordinator"]

    @pytest.mark.parametrize("path", PATHS)
    def test_a_country_and_its_participants_are_marked_together(self, client, project, path):
        page = read(client.get(path))
        links = page.xpath("//figure[@class='map']//a")
        numbers = [link.get("class").split()[0] for link in links]
        assert numbers == ["p1", "p2", "p3", "p4"]
        (section,) = page.xpath("//section[@class='participants']")
        marked = section.xpath(".//tbody/tr[starts-with(@class, 'p')] | ./p/span")
        assert [one.get("class") for one in marked] == ["p1", "p1", "p4", "p3", "p2", "p4"]

    def test_a_country_leads_to_the_first_that_comes_from_there(self, client, project):
        page = read(client.get(PATHS[0]))
        for link in page.xpath("//figure[@class='map']//a"):
            (there,) = page.xpath(f"//*[@id='{link.get('href')[1:]}']")
            first = page.xpath(f"//section//*[starts-with(@class, '{link.get('class')[:2]}')]")
            assert there == next(one for one in first if one.tag in {"tr", "span"})

    @pytest.mark.parametrize(
        ("path", "words"),
        [
            (PATHS[0], "Organisations from Bulgaria, Estonia and Poland"),
            (PATHS[1], "Организации от България, Естония и Полша"),
        ],
    )
    def test_leads_to_the_line_if_nobody_is_named(self, client, path, words):
        project = factories.project(slug="investech")
        for country in ("PL", "BG", "EE"):
            Participation.objects.create(project=project, country=country)
        (line,) = read(client.get(path)).xpath("//section[@class='participants']/p")
        assert line.text_content() == words
        assert line.xpath("span/@id") == ["from-BG", "from-EE", "from-PL"]

    @pytest.mark.parametrize("path", PATHS)
    def test_there_is_none_of_fewer_than_three_countries(self, client, path):
        project = factories.project(slug="investech")
        for country in ("", "US", "RU", "BG", "EE"):
            takes_part(project, country)
        answer = client.get(path)
        assert "maps/" not in answer.text
        assert "from-" not in answer.text
        takes_part(project, "PL")
        assert "maps/2/BG-EE-PL.svg" in client.get(path).text

    def test_a_large_consortium_is_a_small_page(self, client, django_assert_max_num_queries):
        project = factories.project(slug="investech", partners_known=31)
        countries = ["AT", "BG", "CZ", "DE", "ES", "FI", "FR", "GB", "GR", "IT", "NO", "SE"]
        for number in range(31):
            takes_part(project, countries[number % 12], "partner" if number else "coordinator")
        for path in PATHS:
            with django_assert_max_num_queries(12):
                answer = client.get(path)
            assert len(read(answer).xpath("//figure[@class='map']//a/path")) == 12
            assert len(gzip.compress(answer.content)) <= 14_000


class TestFile:
    def test_shows_the_countries_with_air_around_them(self, client):
        for countries in combinations(("BE", "NL", "BG", "PT", "FI", "CY", "IS", "TR"), 3):
            left, top, width, height = frame(
                drawn(client, f"/maps/2/{'-'.join(sorted(countries))}.svg")
            )
            assert width * 8 == pytest.approx(height * 9, abs=9)
            assert width >= europe()["width"] // 3
            boxes = [europe()["countries"][code]["box"] for code in countries]
            air = width // 40
            assert min(box[0] for box in boxes) - left >= air, countries
            assert min(box[1] for box in boxes) - top >= air, countries
            assert left + width - max(box[2] for box in boxes) >= air, countries
            assert top + height - max(box[3] for box in boxes) >= air, countries

    def test_a_small_region_is_shown_large(self, client):
        *_corner, width, _height = frame(drawn(client, "/maps/2/BE-LU-NL.svg"))
        assert width == europe()["width"] // 3

    def test_has_the_land_around_and_not_the_countries(self, client):
        (land,) = drawn(client, "/maps/2/BG-CY-GR.svg").findall(f"{SVG}path")
        shapes = europe()["countries"]
        assert {
            code
            for code in ("BG", "GR", "TR", "MK", "IS", "NO")
            if shapes[code]["path"] in land.get("d")
        } == {"TR", "MK"}
        assert land.get("mask") == "url(#edges)"

    def test_islands_far_from_their_country_are_left_out(self):
        norway, britain = (europe()["countries"][code]["box"] for code in ("NO", "GB"))
        assert norway[0] > britain[2]

    def test_is_small_compressed_and_kept_for_ever(self, client):
        for names in ("CY-IS-LU", "CY-IS-NO", "IS-MT-TR", "AT-CH-LI"):
            path = f"/maps/2/{names}.svg"
            answer = client.get(path, headers={"accept-encoding": "gzip"})
            assert answer["Content-Encoding"] == "gzip"
            assert answer["Content-Type"] == "image/svg+xml"
            assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
            assert len(gzip.decompress(answer.content)) <= 15_000

    def test_asks_no_database(self, client, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert client.get("/maps/2/BG.svg").status_code == 200

    @pytest.mark.parametrize(
        "names",
        ["-", "BG-BG", "PT-BG", "XX", "BG-", "-BG", "US", "RU", "BG-RU", "B-G", "--", "BG_AT"],
    )
    def test_each_map_has_one_address(self, client, names):
        assert client.get(f"/maps/2/{names}.svg").status_code == 404
        assert client.get(f"/maps/{names}.svg").status_code == 404
