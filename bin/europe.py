"""Make projects/europe.json, the shapes of the map of a consortium, from Natural Earth's countries.

``python bin/europe.py countries-50m.json``: the file of the npm package world-atlas (Natural Earth
1:50m, public domain). Run by hand, when Natural Earth changes; the site only reads what it writes.
"""

import json
import math
import sys
from itertools import pairwise
from pathlib import Path

OUT = Path(__file__).parents[1] / "projects" / "europe.json"
WIDTH, HEIGHT = 1620, 1440
# Lambert's azimuthal equal-area projection around the point of ETRS89-LAEA (EPSG:3035).
LAT, LON = math.radians(52), math.radians(10)
SCALE, LEFT, TOP = 2000, 580, 770
# In square units: smaller islands, and bends of a border smaller than this, are not drawn.
SMALLEST_RING, SMALLEST_BEND = 30, 20
# An island farther than this from its country is left out.
FAR = 150
# ISO 3166: numbers in Natural Earth, letters here.
CODES = {
    "008": "AL", "020": "AD", "040": "AT", "056": "BE", "070": "BA", "100": "BG", "112": "BY",
    "191": "HR", "196": "CY", "203": "CZ", "208": "DK", "233": "EE", "246": "FI", "250": "FR",
    "276": "DE", "300": "GR", "348": "HU", "352": "IS", "372": "IE", "380": "IT", "428": "LV",
    "438": "LI", "440": "LT", "442": "LU", "470": "MT", "498": "MD", "499": "ME", "528": "NL",
    "807": "MK", "578": "NO", "616": "PL", "620": "PT", "642": "RO", "643": "RU", "688": "RS",
    "703": "SK", "705": "SI", "724": "ES", "752": "SE", "756": "CH", "792": "TR", "804": "UA",
    "826": "GB", "012": "DZ", "504": "MA", "788": "TN", "268": "GE", "051": "AM", "031": "AZ",
    "XK": "XK", "376": "IL", "422": "LB", "760": "SY",
}  # fmt: skip


def projected(lon, lat):
    """Return the position of a point of the earth on the map."""
    lon, lat = math.radians(lon) - LON, math.radians(lat)
    cosine = math.sin(LAT) * math.sin(lat) + math.cos(LAT) * math.cos(lat) * math.cos(lon)
    k = SCALE * math.sqrt(2 / (1 + max(cosine, -0.99)))
    x = k * math.cos(lat) * math.sin(lon)
    y = k * (math.cos(LAT) * math.sin(lat) - math.sin(LAT) * math.cos(lat) * math.cos(lon))
    return LEFT + x, TOP - y


def arcs_of(atlas):
    """Return every arc of a TopoJSON as degrees, simplified: neighbours share it, so they stay together."""
    (kx, ky), (dx, dy) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        yield simplified(points)


def simplified(points):
    """Return a line in degrees without its smallest bends (Visvalingam and Whyatt)."""
    points = [(projected(*point), point) for point in points]
    while len(points) > 2:
        bends = [
            area([before[0], here[0], after[0]])
            for before, here, after in zip(points, points[1:], points[2:], strict=False)
        ]
        least = min(bends)
        if least >= SMALLEST_BEND:
            break
        del points[bends.index(least) + 1]
    return [degrees for _point, degrees in points]


def ring_of(keys, arcs):
    """Return the points of a ring given by its arcs."""
    points = []
    for key in keys:
        arc = arcs[key] if key >= 0 else arcs[~key][::-1]
        points += arc[1 if points else 0 :]
    return points


def clipped(points):
    """Return the part of a ring that is on the map (Sutherland and Hodgman)."""
    for axis, limit, sign in ((0, -2, 1), (0, WIDTH + 2, -1), (1, -2, 1), (1, HEIGHT + 2, -1)):
        kept = []
        for before, here in zip([points[-1], *points], points, strict=False):
            inside = sign * (here[axis] - limit) >= 0
            if inside != (sign * (before[axis] - limit) >= 0):
                part = (limit - before[axis]) / (here[axis] - before[axis])
                kept.append(tuple(b + part * (h - b) for b, h in zip(before, here, strict=True)))
            if inside:
                kept.append(here)
        points = kept
        if not points:
            break
    return points


def path_of(ring):
    """Return a ring as a part of an SVG path: from one point to the next in whole steps."""
    points = [(round(x), round(y)) for x, y in ring]
    steps = [
        f"{x - left}{y - top:+}" if y < top else f"{x - left} {y - top}"
        for (left, top), (x, y) in pairwise(points)
        if (left, top) != (x, y)
    ]
    line = "".join(step if step[0] == "-" else f" {step}" for step in steps).strip()
    return f"M{points[0][0]} {points[0][1]}l{line}z"


def area(ring):
    """Return the area of a ring."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def box(rings):
    """Return the smallest and the largest coordinates of rings: left, top, right, bottom."""
    xs, ys = zip(*(point for ring in rings for point in ring), strict=True)
    return [round(min(xs)), round(min(ys)), round(max(xs)), round(max(ys))]


def distance(first, second):
    """Return how far the points of two rings are from each other."""
    return min(math.dist(here, there) for here in first for there in second)


def shape(geometry, arcs):
    """Return how a country is drawn, None if it is not on the map.

    That is its ``path`` and, unless the edge of the map cuts it, its ``box`` and the place of its label
    (``at``). The path of the smallest is empty.
    """
    groups = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = []
    for group in groups:
        for keys in group:
            degrees = ring_of(keys, arcs)
            if any(-30 < lon < 65 and 25 < lat < 75 for lon, lat in degrees):
                points = clipped([projected(lon, lat) for lon, lat in degrees])
                if points:
                    rings.append(points)
    if not rings:
        return None
    largest = max(rings, key=area)
    near = [ring for ring in rings if distance(ring, largest) < FAR]
    drawn = [ring for ring in near if area(ring) >= SMALLEST_RING]
    found = {"path": "".join(map(path_of, drawn))}
    bounds = box(drawn or [largest])
    if bounds[0] > 0 and bounds[1] > 0 and bounds[2] < WIDTH and bounds[3] < HEIGHT:
        found |= {"box": bounds, "at": inside(largest)}
    return found


def mended(countries, arcs):
    """Give Crimea to Ukraine: Natural Earth shows who controls it, the European Union does not."""
    by_code = {CODES.get(country.get("id")): country for country in countries}
    ukraine, russia = by_code["UA"], by_code["RU"]
    for group in [group for group in russia["arcs"] if is_crimea(ring_of(group[0], arcs))]:
        russia["arcs"].remove(group)
        ukraine["arcs"].append(group)


def is_crimea(ring):
    """Return whether a ring, in degrees, is that peninsula."""
    return all(32 < lon < 37 and 44 < lat < 46.5 for lon, lat in ring)


def inside(ring):
    """Return the point of a ring that has most room around it for a word, which is wider than high."""
    left, top, right, bottom = box([ring])
    if area(ring) < SMALLEST_RING:
        return [(left + right) // 2, (top + bottom) // 2]
    edges = list(zip(ring, [*ring[1:], ring[0]], strict=True))
    points = [(x, y) for x in range(left, right, 4) for y in range(top, bottom, 4)]
    return list(max(points, key=lambda point: room(point, edges)))


def room(point, edges):
    """Return the distance of a point to the nearest edge, sideways counting half; negative if outside."""
    x, y = point
    is_inside, nearest = False, math.inf
    for (ax, ay), (bx, by) in edges:
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            is_inside = not is_inside
        wide, high = (bx - ax) / 2, by - ay
        along = ((x - ax) / 2 * wide + (y - ay) * high) / (wide**2 + high**2 or 1)
        along = min(1, max(0, along))
        nearest = min(nearest, math.hypot((x - ax) / 2 - along * wide, y - ay - along * high))
    return nearest if is_inside else -nearest


def main(source):
    """Write the shapes."""
    atlas = json.loads(Path(source).read_text())
    arcs = list(arcs_of(atlas))
    countries = atlas["objects"]["countries"]["geometries"]
    for country in countries:
        # Kosovo has no number of its own; XK is the code that the European Commission uses.
        if country["properties"]["name"] == "Kosovo":
            country["id"] = "XK"
    mended(countries, arcs)
    shapes = {}
    for geometry in countries:
        code = CODES.get(geometry.get("id"))
        found = shape(geometry, arcs) if code else None
        if found:
            shapes[code] = found
    size = {"width": WIDTH, "height": HEIGHT}
    OUT.write_text(json.dumps({**size, "countries": dict(sorted(shapes.items()))}, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
