"""The built-in map: land, countries, and the first-level units of the countries asked for."""

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from ..resources import resource
from .geography import Degrees, View, clipped_area, clipped_line, surface
from .shapes import Area, Line, Shape, Spot, Tint, box

_LEAST_SURFACE = 0.5
"""Square points; clipping leaves surfaces of none along the edges."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A line of the map with the box it lies in: west, south, east, north."""

    points: tuple[Degrees, ...]
    west: float
    south: float
    east: float
    north: float

    def meets(self, view: View) -> bool:
        """Tell whether it may be seen in a view."""
        return not (
            self.east < view.west
            or self.west > view.east
            or self.north < view.south
            or self.south > view.north
        )


@dataclass(frozen=True)
class Basemap:
    """Lines of the whole world; `units` by the three letters of a country."""

    land: tuple[Outline, ...]
    seas: tuple[Outline, ...]
    borders: tuple[Outline, ...]
    units: dict[str, tuple[Outline, ...]]

    def shapes(
        self, view: View, countries: Iterable[str] = (), brought: Iterable[Outline] = ()
    ) -> Iterator[Shape]:
        """Give what is seen in a view: water below, land, then borders."""
        yield Area(box(0, 0, view.width, view.height), Tint.WATER)
        for outlines, tint in ((self.land, Tint.LAND), (self.seas, Tint.WATER)):
            yield from _areas(outlines, view, tint)
            yield from _lines(outlines, view, Tint.COAST, 0.5)
        for country in countries:
            yield from _lines(self.units.get(country, ()), view, Tint.UNIT, 0.4, (3, 1.5))
        yield from _lines(brought, view, Tint.BROUGHT, 0.6)
        yield from _lines(self.borders, view, Tint.BORDER, 1.1)


@cache
def basemap() -> Basemap:
    """Read the built-in map; about a fifth of a second, once."""
    content = json.loads(gzip.decompress(resource("basemap", "world.json.gz").read_bytes()))
    parts = content["parts"]

    def outlines(lines: Sequence[Sequence[int]]) -> tuple[Outline, ...]:
        return tuple(_outline(one, parts) for one in lines)

    units = {country: outlines(lines) for country, lines in content["units"].items()}
    land, seas, borders = (outlines(content[name]) for name in ("land", "seas", "borders"))
    return Basemap(land, seas, borders, units)


def _outline(steps: Sequence[int], parts: int) -> Outline:
    xs = [one / parts for one in accumulate(steps[0::2])]
    ys = [one / parts for one in accumulate(steps[1::2])]
    return outline_through(zip(xs, ys, strict=True))


def outline_through(points: Iterable[Degrees]) -> Outline:
    """Give a line through points, with the box it lies in."""
    every = tuple(points)
    xs, ys = [x for x, _ in every], [y for _, y in every]
    return Outline(every, min(xs), min(ys), max(xs), max(ys))


def _spots(outline: Outline, view: View) -> list[Spot]:
    return [view.spot((lat, lon)) for lon, lat in outline.points]


def _areas(outlines: Iterable[Outline], view: View, tint: Tint) -> Iterator[Area]:
    for one in outlines:
        if one.meets(view):
            corners = clipped_area(_spots(one, view), view.width, view.height)
            if surface(corners) > _LEAST_SURFACE:
                yield Area(tuple(corners), tint)


def _lines(
    outlines: Iterable[Outline],
    view: View,
    tint: Tint,
    width: float,
    dash: tuple[float, ...] = (),
) -> Iterator[Line]:
    for one in outlines:
        if one.meets(view):
            for part in clipped_line(_spots(one, view), view.width, view.height):
                yield Line(tuple(part), tint, width, dash)
