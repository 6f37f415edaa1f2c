"""The emblem's geometry, computed here anew from its specification."""

import math
import re

from django.contrib.staticfiles import finders
from lxml import etree
from PIL import Image

SVG = "{http://www.w3.org/2000/svg}"


def test_twelve_stars_stand_as_the_specification_says():
    """Annex to Regulation (EU) No 763/2014: 3 to 2, twelve stars, radius a third, stars an eighteenth."""
    root = etree.parse(finders.find("brand/european-union.svg")).getroot()
    _x, _y, width, height = map(float, root.get("viewBox").split())
    assert width * 2 == height * 3
    field, stars = root.findall(f"{SVG}path")
    assert (field.get("fill"), stars.get("fill")) == ("#003399", "#ffcc00")
    assert field.get("d") == f"M0 0h{width:g}v{height:g}H0z"
    outlines = re.findall("M([^z]+)z", stars.get("d"))
    assert len(outlines) == 12
    for hour, outline in enumerate(outlines):
        turn = math.radians(30 * hour - 90)
        centre = (
            width / 2 + height / 3 * math.cos(turn),
            height / 2 + height / 3 * math.sin(turn),
        )
        corners = [tuple(map(float, corner.split())) for corner in outline.split("L")]
        assert len(corners) == 10
        points = [
            corner for corner in corners if abs(math.dist(corner, centre) - height / 18) < 0.02
        ]
        assert len(points) == 5, hour
        # One point of each star is upright.
        assert any(abs(x - centre[0]) < 0.02 and y < centre[1] for x, y in points), hour
        # A regular star: two points that are not neighbours have the inner corners between them on a line.
        inner = height / 18 * math.cos(math.radians(72)) / math.cos(math.radians(36))
        rest = [corner for corner in corners if corner not in points]
        assert all(abs(math.dist(corner, centre) - inner) < 0.02 for corner in rest), hour


def test_the_picture_for_feeds_is_the_same():
    with Image.open(finders.find("brand/european-union.png")) as picture:
        assert picture.width * 2 == picture.height * 3
        pixels = picture.convert("RGB")
        wide, high = pixels.size
        assert pixels.getpixel((2, 2)) == (0, 51, 153)
        assert pixels.getpixel((wide // 2, high // 2 - high // 3)) == (255, 204, 0)
