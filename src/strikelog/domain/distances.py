"""How far apart two points lie, on a round earth."""

from math import asin, cos, radians, sin, sqrt

Point = tuple[float, float]
"""Latitude and longitude in degrees, WGS 84."""

EARTH_RADIUS_KM = 6371.0088


def kilometres(one: Point, other: Point) -> float:
    """Give the great-circle distance of two points, in kilometres."""
    (north, east), (north_2, east_2) = one, other
    across = sin(radians(north_2 - north) / 2) ** 2
    along = sin(radians(east_2 - east) / 2) ** 2
    share = across + cos(radians(north)) * cos(radians(north_2)) * along
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, share)))


def point_of(lat: float | None, lon: float | None) -> Point | None:
    """Pair two coordinates; None unless both are given."""
    return None if lat is None or lon is None else (lat, lon)
