"""Pictures for the demo content, generated: courses of bricks, like the paving of Sofia's centre."""

import random
from io import BytesIO

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 1000
PALETTES = {
    "bricks": ("#f1d9a0", "#e2b350", "#c8912f", "#9c6b1f"),
    "leaf": ("#d9e3c4", "#a9bf7f", "#6f8f4a", "#3f5d2c"),
    "wave": ("#cfdfe6", "#8fb3c4", "#4f7f96", "#274c5e"),
    "network": ("#dcd6e6", "#ab9fc4", "#75669a", "#453a66"),
    "grid": ("#e4ded3", "#c2b6a0", "#8f8068", "#5b4f3e"),
    "sun": ("#fbe3b5", "#f3b95f", "#dd8a34", "#a85a1e"),
}


def draw(motif, seed):
    """Return a PNG (bytes, 1600 x 1000 pixels): the same motif and seed give the same picture."""
    chance = random.Random(f"{motif}-{seed}")  # noqa: S311 (a drawing, not a secret)
    palette = PALETTES.get(motif, PALETTES["bricks"])
    picture = Image.new("RGB", (WIDTH, HEIGHT), palette[0])
    pen = ImageDraw.Draw(picture)
    brick, course = 160, 100
    for row in range(HEIGHT // course):
        shift = -brick // 2 if row % 2 else 0
        for column in range(WIDTH // brick + 2):
            x, y = shift + column * brick, row * course
            shade = palette[min(3, max(0, int(chance.gauss(row / 4, 0.8))))]
            pen.rectangle((x + 3, y + 3, x + brick - 4, y + course - 4), shade)
    if figure := FIGURES.get(motif):
        figure(pen, palette, chance)
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()


def _sun(pen, palette, chance):
    x, y = chance.randrange(300, 1300), chance.randrange(200, 500)
    pen.ellipse((x - 170, y - 170, x + 170, y + 170), palette[0], palette[3], 8)


def _leaf(pen, palette, chance):
    x, y = chance.randrange(500, 1100), chance.randrange(300, 600)
    pen.pieslice((x - 280, y - 200, x + 280, y + 360), 200, 340, palette[0], palette[3], 8)
    pen.line((x - 240, y + 40, x + 240, y + 40), palette[3], 8)


def _wave(pen, palette, chance):
    for level in range(3):
        y, start = 350 + level * 160, 180 * (level % 2)
        for x in range(-100, WIDTH, 400):
            pen.arc((x, y, x + 400, y + 160), start, start + 180, palette[0], 14)


def _network(pen, palette, chance):
    points = [(chance.randrange(150, 1450), chance.randrange(120, 880)) for _ in range(9)]
    for one, other in zip(points, points[1:] + points[:1], strict=True):
        pen.line((*one, *other), palette[0], 6)
    for x, y in points:
        pen.ellipse((x - 34, y - 34, x + 34, y + 34), palette[0], palette[3], 6)


def _grid(pen, palette, chance):
    for x in range(240, 1400, 240):
        pen.line((x, 120, x, 880), palette[0], 6)
    for y in range(160, 900, 180):
        pen.line((160, y, 1440, y), palette[0], 6)


FIGURES = {"sun": _sun, "leaf": _leaf, "wave": _wave, "network": _network, "grid": _grid}
