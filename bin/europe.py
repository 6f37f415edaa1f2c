"""Make projects/europe.json, the shapes of the map of a consortium, from Natural Earth's countries.

``python bin/europe.py countries-50m.json``: the file of the npm package world-atlas (Natural Earth
1:50m, public domain). Run by hand, when Natural Earth changes; the site only reads what it writes.
"""

import json
import math
import sys
from pathlib import Path

OUT = Path(__file__).parents[1] / "projects" / "europe.json"
WIDTH, HEIGHT = 720, 640
# Lambert's azimuthal equal-area projection around the point of ETRS89-LAEA (EPSG:3035).
LAT, LON = math.radians(52), math.radians(10)
SCALE, LEFT, TOP = 1000, 305, 360
SMALLEST_RING = 6
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
    """Return every arc of a TopoJSON as degrees."""
    (kx, ky), (dx, dy) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    for arc in atlas["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        yield points


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


def rounded(points):
    """Return a ring in integer coordinates, without points on a straight line."""
    ring = []
    for x, y in points:
        point = round(x), round(y)
        if ring and ring[-1] == point:
            continue
        if len(ring) > 1:
            (ax, ay), (bx, by) = ring[-2], ring[-1]
            if (bx - ax) * (point[1] - ay) == (by - ay) * (point[0] - ax):
                ring[-1] = point
                continue
        ring.append(point)
    return ring


def area(ring):
    """Return the area of a ring."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairs)) / 2


def shape(geometry, arcs):
    """Return the outline of a country and the middle of its largest part, or None."""
    groups = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = []
    for group in groups:
        for keys in group:
            degrees = ring_of(keys, arcs)
            if not any(-30 < lon < 65 and 25 < lat < 75 for lon, lat in degrees):
                continue
            points = clipped([projected(lon, lat) for lon, lat in degrees])
            if len(points) > 2:
                rings.append((area(points), points))
    if not rings:
        return None
    size, largest = max(rings)
    if not any(0 < x < WIDTH and 0 < y < HEIGHT for x, y in largest):
        return None
    kept = [rounded(ring) for how_large, ring in rings if how_large >= SMALLEST_RING]
    path = "".join(
        "M" + "L".join(f"{x} {y}" for x, y in ring) + "Z" for ring in kept if len(ring) > 2
    )
    return {"path": path, "middle": middle(largest), "small": size < 40}


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


def middle(ring):
    """Return the centre of gravity of a ring."""
    total = x = y = 0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = ax * by - bx * ay
        total, x, y = total + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return [round(x / (3 * total)), round(y / (3 * total))]


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
