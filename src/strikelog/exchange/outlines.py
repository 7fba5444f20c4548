"""Boundaries from a GeoJSON file: every border once, as fine as a map of a region needs.

Two neighbours tell the same border each in its own way. Points are brought to a common grid and a
line that was told before is not told again, so what neighbours share is drawn once.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path

from ..domain.errors import StrikelogError
from ..domain.messages import mark

PARTS = 500
"""Parts of a degree on the grid: about two hundred metres."""

MOST_BYTES = 150_000_000
MOST_STEPS = 400_000

_COLLECTIONS = {"FeatureCollection": "features", "GeometryCollection": "geometries"}
_DEPTHS = {"LineString": 0, "Polygon": 1, "MultiLineString": 1, "MultiPolygon": 2}

Cell = tuple[int, int]
"""A place on the grid: longitude and latitude in parts of a degree."""

Line = tuple[Cell, ...]


class NoBoundaries(StrikelogError):
    """The file holds no boundaries, or is no GeoJSON."""

    message = mark(
        "“{name}” holds no boundaries. Give a GeoJSON file with polygons or lines in degrees."
    )


class TooManyBoundaries(StrikelogError):
    """The file is larger than a map can use."""

    message = mark(
        "“{name}” holds more boundaries than a map can show. "
        "Give one for fewer countries, or for a higher administrative level."
    )


class BoundariesUnreadable(StrikelogError):
    """The operating system refused to read the file."""

    message = mark("“{name}” could not be read: {reason}.")


def read_outlines(path: Path) -> tuple[Line, ...]:
    """Read the borders of a file; raises NoBoundaries, TooManyBoundaries, BoundariesUnreadable."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise TooManyBoundaries(name=path.name)
        whole = json.loads(path.read_text(encoding="utf-8-sig"))
        lines = list(map(_gridded, _lines(whole)))
    except OSError as refusal:
        reason = refusal.strerror or "?"
        raise BoundariesUnreadable(name=path.name, reason=reason) from refusal
    except (ValueError, RecursionError, TypeError, KeyError, IndexError):
        raise NoBoundaries(name=path.name) from None
    found = tuple(_each_once(lines))
    if not found:
        raise NoBoundaries(name=path.name)
    if sum(map(len, found)) > MOST_STEPS:
        raise TooManyBoundaries(name=path.name)
    return found


def _lines(whole: object) -> Iterator[Iterable[object]]:
    """Give the rings and lines of a geometry, a feature, or a collection of either."""
    if not isinstance(whole, Mapping):
        raise TypeError
    kind = str(whole.get("type"))
    if kind in _COLLECTIONS:
        for one in whole[_COLLECTIONS[kind]]:
            yield from _lines(one)
    elif kind == "Feature" and whole.get("geometry") is not None:
        yield from _lines(whole["geometry"])
    elif kind in _DEPTHS:
        yield from _flattened(whole["coordinates"], _DEPTHS[kind])


def _flattened(coordinates: Iterable[Iterable[object]], depth: int) -> Iterator[Iterable[object]]:
    """Give the lines of coordinates that hold them some levels deep."""
    if depth == 0:
        yield coordinates
        return
    for one in coordinates:
        yield from _flattened(one, depth - 1)  # type: ignore[arg-type]


def _gridded(line: Iterable[object]) -> list[Cell]:
    """Bring a line to the grid, without steps that stay where they are."""
    found: list[Cell] = []
    for spot in line:
        if not isinstance(spot, list):
            raise TypeError
        lon, lat = float(spot[0]), float(spot[1])
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise ValueError
        cell = round(lon * PARTS), round(lat * PARTS)
        if not found or found[-1] != cell:
            found.append(cell)
    return found


def _each_once(lines: Iterable[list[Cell]]) -> Iterator[Line]:
    """Give lines without the steps that an earlier one made, whichever way it went."""
    made: set[tuple[Cell, Cell]] = set()
    for line in lines:
        part: list[Cell] = line[:1]
        for start, end in pairwise(line):
            step = (start, end) if start < end else (end, start)
            if step in made:
                if len(part) > 1:
                    yield tuple(part)
                part = [end]
            else:
                made.add(step)
                part.append(end)
        if len(part) > 1:
            yield tuple(part)
