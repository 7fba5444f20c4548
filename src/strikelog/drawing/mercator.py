"""The map one moves about on: a square world in Mercator's projection, and a look at part of it.

It keeps shapes at every place and zoom, which a map that is dragged from one country to another
needs; maps that are printed show one region and keep the simpler projection of `geography`.
"""

from dataclasses import dataclass, replace
from math import asinh, atan, cos, degrees, log2, pi, radians, sinh, tan

from ..domain.distances import EARTH_RADIUS_KM, Point

Place = tuple[float, float]
"""A place in the square world: from the left and from the top, each from 0 to 1."""

_NORTHMOST = 85.05
_SIDE = 256.0
"""Pixels of the whole world at zoom 0."""

ZOOMS = (1.5, 18.0)
ZOOM_STEP = 0.5
ORIENTING = 9.5
"""Zoom at which some sixty kilometres are seen: towns, and borders to know them by."""

_MARGIN = 0.15
_EARTH_KM = 2 * pi * EARTH_RADIUS_KM


def place_of(point: Point) -> Place:
    """Give the place of a latitude and longitude in the square world."""
    lat = radians(max(-_NORTHMOST, min(_NORTHMOST, point[0])))
    return (point[1] + 180.0) / 360.0, (1.0 - asinh(tan(lat)) / pi) / 2.0


def point_of(place: Place) -> Point:
    """Give the latitude and longitude of a place in the square world."""
    return degrees(atan(sinh(pi * (1.0 - 2.0 * place[1])))), place[0] * 360.0 - 180.0


@dataclass(frozen=True, slots=True)
class Look:
    """What of the world is seen: the place in the middle, the zoom, the size in pixels."""

    middle: Place
    zoom: float
    width: float
    height: float

    @property
    def scale(self) -> float:
        """Pixels that the whole world would be wide."""
        return float(_SIDE * 2.0**self.zoom)

    @property
    def left(self) -> float:
        """The place of the left edge, in pixels of the world at this zoom."""
        return self.middle[0] * self.scale - self.width / 2

    @property
    def top(self) -> float:
        """The place of the upper edge, in pixels of the world at this zoom."""
        return self.middle[1] * self.scale - self.height / 2

    @property
    def box(self) -> tuple[float, float, float, float]:
        """What is seen of the square world: left, top, right, bottom."""
        scale = self.scale
        left, top = self.left / scale, self.top / scale
        return left, top, left + self.width / scale, top + self.height / scale

    @property
    def pixels_a_km(self) -> float:
        """Pixels that one kilometre takes in the middle."""
        return self.pixels_a_km_at(self.middle[1])

    def pixels_a_km_at(self, y: float) -> float:
        """Pixels that one kilometre takes at a height of the square world."""
        lat = point_of((0.5, y))[0]
        return self.scale / (_EARTH_KM * max(0.01, cos(radians(lat))))

    def spot(self, place: Place) -> tuple[float, float]:
        """Give where a place is seen, in pixels from the upper left."""
        return place[0] * self.scale - self.left, place[1] * self.scale - self.top

    def place(self, spot: tuple[float, float]) -> Place:
        """Give the place seen at some pixels from the upper left."""
        return (spot[0] + self.left) / self.scale, (spot[1] + self.top) / self.scale

    def moved(self, across: float, down: float) -> "Look":
        """Look so many pixels further right and down; never past the edge of the world."""
        x, y = self.middle[0] + across / self.scale, self.middle[1] + down / self.scale
        return replace(self, middle=(min(1.0, max(0.0, x)), min(1.0, max(0.0, y))))

    def zoomed(self, steps: float, about: tuple[float, float] | None = None) -> "Look":
        """Look closer by some steps, or from further off, keeping what is at a spot in place."""
        zoom = min(ZOOMS[1], max(ZOOMS[0], self.zoom + steps * ZOOM_STEP))
        if zoom == self.zoom:
            return self
        about = about or (self.width / 2, self.height / 2)
        kept = self.place(about)
        closer = replace(self, zoom=zoom)
        now = closer.spot(kept)
        return closer.moved(now[0] - about[0], now[1] - about[1])

    def sized(self, width: float, height: float) -> "Look":
        """Look through a window of another size at the same middle."""
        return replace(self, width=max(1.0, width), height=max(1.0, height))


def look_at(
    box: tuple[float, float, float, float],
    width: float,
    height: float,
    *,
    closest: float = ORIENTING,
) -> Look:
    """Look at a part of the square world with room around it, as close as a step of zoom allows.

    Not closer than `closest`, which leaves some country around a few places.
    """
    left, top, right, bottom = box
    wide = max(right - left, 1e-9) / (1 - 2 * _MARGIN)
    high = max(bottom - top, 1e-9) / (1 - 2 * _MARGIN)
    exact = log2(min(width / wide, height / high) / _SIDE)
    zoom = min(closest, max(ZOOMS[0], exact // ZOOM_STEP * ZOOM_STEP))
    return Look(((left + right) / 2, (top + bottom) / 2), zoom, width, height)
