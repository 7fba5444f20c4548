"""From degrees to the drawing: a flat view of a part of the world, and what of a line is in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, degrees, radians

from ..domain.distances import EARTH_RADIUS_KM, Point
from .shapes import Spot

KM_A_DEGREE = radians(1) * EARTH_RADIUS_KM
_MARGIN = 0.18
"""Part of the view left free around the points."""

Degrees = tuple[float, float]
"""Longitude and latitude, as lines of a map hold them."""


@dataclass(frozen=True, slots=True)
class View:
    """A part of the world on a surface: true in scale along its middle parallel.

    The projection is the equidistant cylindrical one, for maps of a region and not of the world.
    """

    west: float
    north: float
    scale: float
    squeeze: float
    width: float
    height: float

    @property
    def east(self) -> float:
        """The right edge, in degrees."""
        return self.west + self.width / (self.scale * self.squeeze)

    @property
    def south(self) -> float:
        """The lower edge, in degrees."""
        return self.north - self.height / self.scale

    @property
    def points_a_km(self) -> float:
        """Points on the surface that one kilometre takes."""
        return self.scale / KM_A_DEGREE

    def spot(self, point: Point) -> Spot:
        """Give where a point (latitude, longitude) lies on the surface."""
        lat, lon = point
        return (lon - self.west) * self.scale * self.squeeze, (self.north - lat) * self.scale

    def holds(self, spot: Spot) -> bool:
        """Tell whether a place lies on the surface."""
        return 0 <= spot[0] <= self.width and 0 <= spot[1] <= self.height


def view_of(points: Iterable[Point], width: float, height: float, *, least_km: float) -> View:
    """Give the view that shows all points with room around them, at least so many km high."""
    every = list(points)
    if not every:
        raise ValueError("a map of no point has no place")
    lats, lons = [lat for lat, _ in every], [lon for _, lon in every]
    middle = (max(lats) + min(lats)) / 2, (max(lons) + min(lons)) / 2
    squeeze = max(0.05, cos(radians(middle[0])))
    wide = (max(lons) - min(lons)) * squeeze / (1 - 2 * _MARGIN)
    high = max((max(lats) - min(lats)) / (1 - 2 * _MARGIN), degrees(least_km / EARTH_RADIUS_KM))
    scale = min(height / high, width / wide if wide else height / high)
    return View(
        west=middle[1] - width / (2 * scale * squeeze),
        north=middle[0] + height / (2 * scale),
        scale=scale,
        squeeze=squeeze,
        width=width,
        height=height,
    )


def clipped_area(spots: Sequence[Spot], width: float, height: float) -> list[Spot]:
    """Give the part of a surface that lies on the drawing (Sutherland and Hodgman)."""
    edges = ((0, 1.0, 0.0), (0, -1.0, -width), (1, 1.0, 0.0), (1, -1.0, -height))
    found = list(spots)
    for axis, side, limit in edges:
        found = clipped_to(found, axis, side, limit)
    return found


def clipped_to(spots: Sequence[Spot], axis: int, side: float, limit: float) -> list[Spot]:
    """Give the part of a surface on one side of an upright or level line."""
    return list(_cut(spots, axis, side, limit))


def _cut(spots: Sequence[Spot], axis: int, side: float, limit: float) -> Iterator[Spot]:
    """Keep what lies on one side of an edge."""
    for place, spot in enumerate(spots):
        before = spots[place - 1]
        inside, was_inside = (side * one[axis] >= limit for one in (spot, before))
        if inside is not was_inside:
            yield _between(
                before, spot, (side * limit - before[axis]) / (spot[axis] - before[axis])
            )
        if inside:
            yield spot


def _between(one: Spot, other: Spot, share: float) -> Spot:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def surface(spots: Sequence[Spot]) -> float:
    """Give the surface within spots, in square points."""
    turned = (
        spots[place - 1][0] * spot[1] - spot[0] * spots[place - 1][1]
        for place, spot in enumerate(spots)
    )
    return abs(sum(turned)) / 2


def clipped_line(spots: Sequence[Spot], width: float, height: float) -> Iterator[list[Spot]]:
    """Give the parts of a line that lie on the drawing (Liang and Barsky)."""
    part: list[Spot] = []
    for place in range(1, len(spots)):
        inside = _inside(spots[place - 1], spots[place], width, height)
        if inside is None or (part and part[-1] != inside[0]):
            if part:
                yield part
            part = []
        if inside is not None:
            part = part or [inside[0]]
            part.append(inside[1])
    if part:
        yield part


def _inside(one: Spot, other: Spot, width: float, height: float) -> tuple[Spot, Spot] | None:
    across, down = other[0] - one[0], other[1] - one[1]
    first, last = 0.0, 1.0
    for step, room in (
        (-across, one[0]),
        (across, width - one[0]),
        (-down, one[1]),
        (down, height - one[1]),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    if first > last:
        return None
    start = one if first == 0 else _between(one, other, first)
    return start, (other if last == 1 else _between(one, other, last))
