"""The map of a consortium."""

import pytest
from lxml import etree

from projects.map import europe
from projects.models import Participation
from tests import factories
from tests.reading import read

pytestmark = pytest.mark.django_db


def takes_part(project, country, role="partner", stage="published"):
    organisation = factories.organisation(stage, country=country)
    return Participation.objects.create(project=project, organisation=organisation, role=role)


def filled(answer):
    """Return the filled countries of a map, by their shapes."""
    shapes = {shape["path"]: code for code, shape in europe()["countries"].items()}
    paths = etree.fromstring(answer.content).findall("{http://www.w3.org/2000/svg}path")
    return {shapes[path.get("d")] for path in paths if path.get("fill") == "#d9a336"}


def test_fills_the_countries_and_marks_the_coordinator(client):
    project = factories.project(slug="investech")
    takes_part(project, "BG", "coordinator")
    takes_part(project, "BG")
    takes_part(project, "PT")
    takes_part(project, "MT")
    takes_part(project, "JP")
    (picture,) = read(client.get("/en/projects/investech/")).xpath("//figure[@class='map']/img")
    assert picture.get("src") == "/maps/BG_MT-PT.svg"
    assert picture.get("alt") == (
        "Map of Europe with the countries of the participants: Bulgaria, Malta, Portugal. "
        "Coordinator: Bulgaria."
    )
    answer = client.get("/maps/BG_MT-PT.svg")
    assert answer["Content-Type"] == "image/svg+xml"
    assert "immutable" in answer["Cache-Control"]
    assert filled(answer) == {"BG", "MT", "PT"}
    assert (answer.text.count("<rect"), answer.text.count("<circle")) == (1, 1)


def test_speaks_bulgarian(client):
    project = factories.project(slug="investech")
    takes_part(project, "PT")
    (words,) = read(client.get("/bg/proekti/investech/")).xpath("//figure[@class='map']/img/@alt")
    assert words == "Карта на Европа с държавите на участниците: Португалия."


def test_without_countries_there_is_no_map(client):
    project = factories.project(slug="investech")
    takes_part(project, "")
    takes_part(project, "US")
    assert "maps/" not in client.get("/en/projects/investech/").text


def test_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/maps/_BG.svg").status_code == 200


@pytest.mark.parametrize(
    "names", ["_", "BG_BG", "_PT-BG", "_BG-BG", "XX_", "_BG-", "-BG_", "_US", "B_G", "--_"]
)
def test_each_map_has_one_address(client, names):
    assert client.get(f"/maps/{names}.svg").status_code == 404
