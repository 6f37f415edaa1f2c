"""Draw the European emblem as SVG and as PNG, by its official geometry.

A rectangle of 3 to 2, azure; twelve golden stars of five points on a circle whose radius is a third of the
height, one point of each upwards; each star in a circle of an eighteenth of the height (the graphical
specifications of the emblem, as in the annex to Regulation (EU) No 763/2014).

    python bin/emblem.py
"""

from math import cos, pi, sin
from pathlib import Path

from PIL import Image, ImageDraw

BRAND = Path(__file__).resolve().parent.parent / "static" / "brand"
WIDTH, HEIGHT = 810, 540
BLUE, YELLOW = "#003399", "#ffcc00"
# The points of a star and the corners between them lie on two circles with this ratio.
INNER = sin(pi / 10) / sin(3 * pi / 10)


def at(centre, radius, turn):
    """Return the point at ``turn`` of a full circle, clockwise from the top."""
    x, y = centre
    return x + radius * sin(2 * pi * turn), y - radius * cos(2 * pi * turn)


def star(centre):
    """Return the ten corners of a star."""
    outer = HEIGHT / 18
    return [at(centre, outer * (INNER if n % 2 else 1), n / 10) for n in range(10)]


def stars():
    """Return the corners of the twelve stars, where the hours are on a clock."""
    middle = (WIDTH / 2, HEIGHT / 2)
    return [star(at(middle, HEIGHT / 3, hour / 12)) for hour in range(12)]


def svg():
    """Return the emblem as SVG."""
    paths = ("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in corners) + "z" for corners in stars())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        f' width="{WIDTH}" height="{HEIGHT}"><path fill="{BLUE}" d="M0 0h{WIDTH}v{HEIGHT}H0z"/>'
        f'<path fill="{YELLOW}" d="{"".join(paths)}"/></svg>\n'
    )


def png(height, finer=4):
    """Return the emblem as a picture, drawn ``finer`` times as large first so that its edges are smooth."""
    scale = height * finer / HEIGHT
    picture = Image.new("RGB", (round(WIDTH * scale), height * finer), BLUE)
    pen = ImageDraw.Draw(picture)
    for corners in stars():
        pen.polygon([(x * scale, y * scale) for x, y in corners], fill=YELLOW)
    return picture.resize((height * 3 // 2, height), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    (BRAND / "european-union.svg").write_text(svg())
    png(240).quantize(64).save(BRAND / "european-union.png", "PNG", optimize=True)
