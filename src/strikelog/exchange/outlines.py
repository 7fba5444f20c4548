"""Boundaries from a GeoJSON file: every border once, as fine as a map of a region needs.

Two neighbours tell the same border each in its own way. Points are brought to a common grid and a
line that was told before is not told again, so what neighbours share is drawn once.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from ..domain.errors import StrikelogError
from ..domain.messages import mark
from ..domain.progress import Progress, Silent
from .geojson import geometries_of, members_of

PARTS = 500
"""Parts of a degree on the grid: about two hundred metres."""

MOST_BYTES = 150_000_000
MOST_STEPS = 400_000

_DEPTHS = {"LineString": 0, "Polygon": 1, "MultiLineString": 1, "MultiPolygon": 2}
_RINGED = frozenset({"Polygon", "MultiPolygon"})

Cell = tuple[int, int]
"""A place on the grid: longitude and latitude in parts of a degree."""

Line = tuple[Cell, ...]


class NoBoundaries(StrikelogError):
    """The file holds no boundaries."""

    message = mark(
        "“{name}” holds no boundaries. Give a GeoJSON file with polygons or lines in degrees."
    )


class NotGeoJson(NoBoundaries):
    """The file is something else, or only the beginning of one."""

    message = mark(
        "“{name}” is no GeoJSON file, or a part of it is missing. "
        "Save the boundaries as GeoJSON once more, and bring in that file."
    )


class OtherProjection(NoBoundaries):
    """The coordinates are metres or the like."""

    message = mark(
        "The coordinates in “{name}” are not degrees, so it is in another projection. "
        "Save the boundaries as GeoJSON in WGS 84 (EPSG:4326), and bring in that file."
    )


class _NotDegrees(Exception):
    """A coordinate lies outside of the world."""


class TooManyBoundaries(StrikelogError):
    """The file is larger than a map can use."""

    message = mark(
        "“{name}” holds more boundaries than a map can show. "
        "Give one for fewer countries, or for a higher administrative level."
    )


class BoundariesUnreadable(StrikelogError):
    """The operating system refused to read the file."""

    message = mark("“{name}” could not be read: {reason}.")


def read_outlines(path: Path, progress: Progress | None = None) -> tuple[Line, ...]:
    """Read the borders of a file, telling the characters that are done.

    Raises NoBoundaries, TooManyBoundaries, BoundariesUnreadable.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise TooManyBoundaries(name=path.name)
        found = _as_many_as_fit(_lines(path, progress or Silent()), path.name)
    except OSError as refusal:
        reason = refusal.strerror or "?"
        raise BoundariesUnreadable(name=path.name, reason=reason) from refusal
    except _NotDegrees:
        raise OtherProjection(name=path.name) from None
    except (ValueError, RecursionError, TypeError, KeyError, IndexError):
        raise NotGeoJson(name=path.name) from None
    if not found:
        raise NoBoundaries(name=path.name)
    return found


def _as_many_as_fit(lines: Iterable[list[Cell]], name: str) -> tuple[Line, ...]:
    """Gather lines, each step once; a file with too many is not read to its end."""
    found: list[Line] = []
    steps = 0
    for line in _each_once(lines):
        found.append(line)
        steps += len(line)
        if steps > MOST_STEPS:
            raise TooManyBoundaries(name=name)
    return tuple(found)


def _lines(path: Path, progress: Progress) -> Iterator[list[Cell]]:
    """Give the rings and lines of a file on the grid."""
    content = path.read_bytes()
    # Names in another script are not read, so that their encoding does not matter.
    text = content.decode(json.detect_encoding(content), "replace")
    for member, end in members_of(text):
        progress.report(end, len(text), path.name)
        for geometry in geometries_of(member):
            kind = str(geometry.get("type"))
            if kind in _DEPTHS:
                for line in _flattened(geometry["coordinates"], _DEPTHS[kind]):
                    yield _gridded(line, is_ring=kind in _RINGED)


def _flattened(coordinates: object, depth: int) -> Iterator[list[object]]:
    """Give the lines of coordinates that hold them some levels deep."""
    if not isinstance(coordinates, list):
        raise TypeError
    if depth == 0:
        yield coordinates
        return
    for one in coordinates:
        yield from _flattened(one, depth - 1)


def _gridded(line: Iterable[object], *, is_ring: bool) -> list[Cell]:
    """Bring a line to the grid, without steps that stay where they are; a ring is closed."""
    found: list[Cell] = []
    for spot in line:
        if not isinstance(spot, list):
            raise TypeError
        lon, lat = float(spot[0]), float(spot[1])
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            raise _NotDegrees
        cell = round(lon * PARTS), round(lat * PARTS)
        if not found or found[-1] != cell:
            found.append(cell)
    if is_ring and found and found[-1] != found[0]:
        found.append(found[0])
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
